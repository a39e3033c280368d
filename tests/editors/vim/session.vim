" What a person does in Vim with a spec; what they see is written to $SEEN as JSON.
" Sourced after the lines of the page are in place as vimrc.

let s:seen = {}

function! s:Diagnostics() abort
  let l:found = []
  for l:each in ale#engine#GetLoclist(bufnr(''))
    let l:text = getline(l:each.lnum)[l:each.col - 1 : l:each.end_col - 1]
    call add(l:found, {
    \ 'line': l:each.lnum - 1, 'text': l:text,
    \ 'message': l:each.text, 'severity': l:each.type})
  endfor
  return l:found
endfunction

function! s:Preview() abort
  return filter(range(1, winnr('$')), 'getwinvar(v:val, "&previewwindow")')
endfunction

function! s:ReadDiagnostics() abort
  let s:seen.diagnostics = s:Diagnostics()
endfunction

function! s:Hover() abort
  call search('Engine')
  ALEHover
endfunction

function! s:ReadHover() abort
  let s:seen.hover = join(getbufline(winbufnr(s:Preview()[0]), 1, '$'), "\n")
  pclose
endfunction

function! s:Complete() abort
  call cursor(2, 1)
  call feedkeys("o\"Cou\<C-x>\<C-o>", 't')
endfunction

function! s:Accept() abort
  call feedkeys("\<C-y>\<Esc>", 't')
endfunction

function! s:Fix() abort
  let s:seen.completed = getline(3)
  call cursor(2, 1)
  call search('batsch')
  ALECodeAction
endfunction

function! s:ReadRest() abort
  let s:seen.left = s:Diagnostics()
  let s:seen.fixed = getline(2)
endfunction

" What is waited for, the test for it, what is done then.
let s:steps = [
\ ['two diagnostics', {-> len(s:Diagnostics()) == 2}, function('s:ReadDiagnostics')],
\ ['nothing', {-> 1}, function('s:Hover')],
\ ['the preview', {-> !empty(s:Preview())}, function('s:ReadHover')],
\ ['nothing', {-> 1}, function('s:Complete')],
\ ['the menu', {-> pumvisible()}, function('s:Accept')],
\ ['the accepted text', {-> getline(3) =~# ':' && mode() ==# 'n'}, function('s:Fix')],
\ ['the fix', {-> getline(2) =~# '"batch"' && len(s:Diagnostics()) == 1}, function('s:ReadRest')],
\]
let s:patience = 3000

function! s:Turn(timer) abort
  try
    let [l:what, l:Happened, l:Do] = s:steps[0]
    if l:Happened()
      call remove(s:steps, 0)
      call l:Do()
    else
      let s:patience -= 1
    endif
    if s:patience == 0
      throw 'waited in vain for ' . l:what
    endif
  catch
    let s:seen.problem = v:exception . ' at ' . v:throwpoint
  endtry
  if empty(s:steps) || has_key(s:seen, 'problem')
    call writefile([json_encode(s:seen)], $SEEN)
    execute has_key(s:seen, 'problem') ? 'cquit!' : 'qall!'
  endif
endfunction

" ALE asks which action is meant: the first.
runtime autoload/ale/util.vim
function! ale#util#Input(...) abort
  return '1'
endfunction

call timer_start(20, function('s:Turn'), {'repeat': -1})
