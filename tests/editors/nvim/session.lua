-- What a person does in Neovim with a spec; what they see is written to $SEEN as JSON.
-- Runs in 0.7 and newer, after the lines of the page are in place as init.lua.

local TIMEOUT = 60000
local SPEC = os.getenv('SPEC')
local seen = {}

local function finish(problem)
  seen.problem = problem and tostring(problem) or nil
  local file = assert(io.open(os.getenv('SEEN'), 'w'))
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd(problem and 'cquit 1' or 'qall!')
end

-- The steps are a coroutine, so that Neovim goes on between them.
local steps

local function resume(...)
  local ok, problem = coroutine.resume(steps, ...)
  if not ok then
    finish(problem)
  end
end

local function await(what, happened)
  local left = TIMEOUT
  local function look()
    local found = happened()
    if found then
      resume(found)
    elseif left <= 0 then
      finish('waited in vain for ' .. what)
    else
      left = left - 20
      vim.defer_fn(look, 20)
    end
  end
  vim.defer_fn(look, 0)
  return coroutine.yield()
end

local function press(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 't', false)
end

local function client()
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  return get()[1]
end

local function ask(method, params)
  local answer
  client().request(method, params, function(_, result)
    answer = { result = result }
  end, 0)
  return await(method, function()
    return answer
  end).result
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, true)[1]
end

local function diagnostics()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, {
      line = each.lnum,
      text = line(each.lnum + 1):sub(each.col + 1, each.end_col),
      message = each.message,
      severity = each.severity,
    })
  end
  return found
end

local function position()
  return vim.lsp.util.make_position_params(0, client().offset_encoding)
end

local function read_diagnostics()
  await('two diagnostics', function()
    return #vim.diagnostic.get(0) == 2
  end)
  seen.diagnostics = diagnostics()
end

local function hover()
  vim.fn.search('Engine')
  seen.hover = ask('textDocument/hover', position()).contents.value
end

local function complete()
  vim.fn.cursor(2, 1)
  press('o"Cou<C-x><C-o>')
  await('the menu', function()
    return vim.fn.complete_info().mode ~= ""
  end)
  press('<C-y>')
  await('the accepted text', function()
    return line(3):find(':', 1, true)
  end)
  press('<Esc>')
  await('normal mode', function()
    return vim.fn.mode() == 'n'
  end)
  seen.completed = line(3)
end

local function fix()
  vim.fn.search('batsch')
  vim.ui.select = function(actions, _, choose)
    choose(actions[1], 1)
  end
  vim.lsp.buf.code_action()
  await('the fix', function()
    return line(2):find('batch', 1, true)
  end)
  await('one diagnostic less', function()
    return #vim.diagnostic.get(0) == 1
  end)
  seen.left = diagnostics()
end

local function format()
  local before = vim.api.nvim_buf_get_changedtick(0)
  if vim.lsp.buf.format then
    vim.lsp.buf.format()
  else
    vim.lsp.buf.formatting()
  end
  await('formatting', function()
    return vim.api.nvim_buf_get_changedtick(0) > before
  end)
  seen.formatted = vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

steps = coroutine.create(function()
  vim.cmd('edit ' .. vim.fn.fnameescape(SPEC))
  await('the server', function()
    return client() and client().server_capabilities
  end)
  seen.encoding = client().offset_encoding
  for _, step in ipairs({ read_diagnostics, hover, complete, fix, format }) do
    step()
  end
  finish()
end)

vim.defer_fn(resume, 0)
