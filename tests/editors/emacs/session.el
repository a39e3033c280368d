;; What a person does in Emacs with a spec; what they see is written to $SEEN as JSON.
;; Runs in batch after the lines of the page, which wait for no idle time there.  -*- lexical-binding: t -*-

(require 'cl-lib)
(require 'json)

(defvar seen nil "What was seen, an alist in reverse order.")

(defun see (name value)
  (push (cons name value) seen))

(defun until (what happened)
  "Wait until HAPPENED gives something, and give that; WHAT is waited for."
  (let ((end (+ (float-time) 60)) found)
    (while (not (setq found (funcall happened)))
      (when (> (float-time) end)
        (error "Waited in vain for %s" what))
      (accept-process-output nil 0.02))
    found))

(defun line-text ()
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun seen-diagnostics ()
  (vconcat
   (mapcar
    (lambda (each)
      `((line . ,(1- (line-number-at-pos (flymake-diagnostic-beg each))))
        (text . ,(buffer-substring-no-properties (flymake-diagnostic-beg each)
                                                 (flymake-diagnostic-end each)))
        (message . ,(flymake-diagnostic-text each))
        (severity . ,(symbol-name (flymake-diagnostic-type each)))))
    (cl-sort (flymake-diagnostics) #'< :key #'flymake-diagnostic-beg))))

(defun await-diagnostics (count)
  (until (format "%d diagnostics" count)
         (lambda () (= count (length (flymake-diagnostics)))))
  (seen-diagnostics))

(defun go-to (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun seen-hover ()
  (go-to "Engine")
  (plist-get (plist-get (jsonrpc-request (eglot-current-server) :textDocument/hover
                                         (eglot--TextDocumentPositionParams))
                        :contents)
             :value))

(defun seen-completion ()
  (go-to "  \"Tasks\"")
  (insert "  \"Cou\n")
  (forward-char -1)
  (eglot--signal-textDocument/didChange)
  (completion-at-point)
  (line-text))

(defun fix ()
  (go-to "batsch")
  (cl-letf ((last-nonmenu-event ?x)           ; chosen by keyboard, not from a pop-up
            ((symbol-function 'completing-read) (lambda (_ options &rest _) (caar options))))
    (call-interactively #'eglot-code-actions))
  (eglot--signal-textDocument/didChange))

(defun session ()
  (find-file (getenv "SPEC"))
  (run-hooks 'post-command-hook)
  (until "the server" (lambda () (and (eglot-current-server) (eglot-managed-p))))
  (see 'diagnostics (await-diagnostics 2))
  (see 'hover (seen-hover))
  (see 'completed (seen-completion))
  (fix)
  (see 'left (await-diagnostics 1))
  (eglot-format-buffer)
  (see 'formatted (vconcat (split-string (buffer-string) "\n" t))))

(setq auto-save-default nil make-backup-files nil create-lockfiles nil)
(let ((problem (condition-case failure
                   (progn (session) nil)
                 (error (error-message-string failure)))))
  (when problem
    (see 'problem problem))
  (with-temp-file (getenv "SEEN")
    (insert (json-encode seen)))
  (set-buffer-modified-p nil)
  (ignore-errors (eglot-shutdown (eglot-current-server)))
  (kill-emacs (if problem 1 0)))
