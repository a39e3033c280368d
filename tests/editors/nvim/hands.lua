-- What the sessions have in common: steps that wait for things to happen, and what was seen
-- in them, which is written to $SEEN as JSON.

local TIMEOUT = 60000
local hands = { seen = {} }
local steps

function hands.finish(problem)
  hands.seen.problem = problem and tostring(problem) or nil
  local file = assert(io.open(os.getenv('SEEN'), 'w'))
  file:write(vim.fn.json_encode(hands.seen))
  file:close()
  vim.cmd(problem and 'cquit 1' or 'qall!')
end

local function resume(...)
  local ok, problem = coroutine.resume(steps, ...)
  if not ok then
    hands.finish(problem)
  end
end

function hands.lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

-- Go on with the steps once `happened` gives something, which is the value.
function hands.await(what, happened)
  local left = TIMEOUT
  local function look()
    local found = happened()
    if found then
      resume(found)
    elseif left <= 0 then
      hands.finish('waited in vain for ' .. what .. ' in\n' .. table.concat(hands.lines(), '\n'))
    else
      left = left - 20
      vim.defer_fn(look, 20)
    end
  end
  vim.defer_fn(look, 0)
  return coroutine.yield()
end

function hands.press(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 't', false)
end

-- The steps are a coroutine, so that Neovim goes on between them.
function hands.start(work)
  steps = coroutine.create(function()
    work()
    hands.finish()
  end)
  vim.defer_fn(resume, 0)
end

return hands
