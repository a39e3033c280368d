-- A job written in Neovim 0.11 by completion alone, in a file that is empty at first.
-- What is in the buffer after each step is written to $SEEN as JSON.

local hands = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/hands.lua')
local await, press, lines = hands.await, hands.press, hands.lines

local function place_of(label)
  for place, item in ipairs(vim.fn.complete_info({ 'items' }).items or {}) do
    if item.abbr == label then
      return place
    end
  end
end

-- Type `keys` in normal mode, choose `label` from the menu that comes, and go back once `written` is there.
local function complete(keys, label, written)
  press(keys)
  local looks = 0
  await('the menu with ' .. label, function()
    -- What was typed may still be on its way to the server, so it is asked for again now and then.
    if looks % 50 == 25 then
      vim.lsp.completion.get()
    end
    looks = looks + 1
    return vim.fn.pumvisible() == 1 and place_of(label)
  end)
  press(string.rep('<C-n>', place_of(label) - 1) .. '<C-y>')
  await('the accepted text', function()
    return vim.fn.pumvisible() == 0 and table.concat(lines(), '\n'):find(written, 1, true)
  end)
  table.insert(hands.seen.steps, lines())
  press('<Esc><Esc>')
  await('normal mode', function()
    return vim.fn.mode() == 'n'
  end)
  vim.snippet.stop()
end

hands.seen.steps = {}
hands.start(function()
  vim.cmd('edit ' .. vim.fn.fnamemodify(os.getenv('SPEC'), ':h') .. '/new.yaml')
  vim.bo.indentexpr = ''
  await('the server', function()
    local client = vim.lsp.get_clients({ bufnr = 0 })[1]
    return client and client.initialized
  end)
  complete('i', 'Bacalhau docker job', '- hello')
  complete('Go<C-u>    Re', 'Resources', 'Resources:')
  complete('A', 'CPU', 'CPU: "1"')
  complete('Go<C-u>    Publisher: ', 'local publisher', 'Type: local')
end)
