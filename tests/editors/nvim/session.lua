-- What a person does in Neovim with a spec; what they see is written to $SEEN as JSON.
-- Runs in 0.7 and newer, after the lines of the page are in place as init.lua.

local hands = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/hands.lua')
local await, press, seen = hands.await, hands.press, hands.seen
local SPEC = os.getenv('SPEC')

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

hands.start(function()
  vim.cmd('edit ' .. vim.fn.fnameescape(SPEC))
  await('the server', function()
    return client() and client().server_capabilities
  end)
  seen.encoding = client().offset_encoding
  for _, step in ipairs({ read_diagnostics, hover, complete, fix, format }) do
    step()
  end
end)
