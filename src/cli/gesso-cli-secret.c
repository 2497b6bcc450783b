/* gesso-cli-secret.c - a key from the terminal or a pipe, never from the arguments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-wipe.h"

/* Longer than any key; what is longer is none. */
#define MAX_LENGTH 8200

/* What the terminal sends for these keys. */
#define CTRL_C 0x03
#define CTRL_D 0x04
#define BACKSPACE 0x08
#define CTRL_U 0x15
#define DELETE 0x7f

/* One byte of the standard input, past its buffers, which nobody wipes; -1 at the end. */
static int
read_byte (void)
{
  unsigned char c;
  ssize_t n;

  do
    n = read (STDIN_FILENO, &c, 1);
  while (n < 0 && errno == EINTR);
  return n == 1 ? c : -1;
}

/* A line; @typed when it comes from a terminal that leaves all keys to us. */
static gboolean
read_line (char    *text,
           gsize   *length,
           gboolean typed)
{
  gsize n = 0;

  for (;;)
    {
      int c = read_byte ();

      if (c < 0 || c == '\n' || c == '\r' || (typed && c == CTRL_D))
        break;
      if (typed && c == CTRL_C)
        return FALSE;
      if (typed && c == CTRL_U)
        n = 0;
      else if (typed && (c == DELETE || c == BACKSPACE))
        n -= n > 0;
      else if (n < MAX_LENGTH)
        text[n++] = c;
    }
  *length = n;
  return TRUE;
}

static gboolean
read_terminal (char       *text,
               gsize      *length,
               const char *provider)
{
  struct termios before, silent;
  gboolean done;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return read_line (text, length, FALSE);
  /* Translators: asks for a key in a terminal, where what is typed is not shown; %s is the name of a provider. */
  fprintf (stderr, _("Key for %s (it is not shown): "), provider);
  silent = before;
  /* No signals either: Ctrl+C must not leave a terminal that shows nothing. */
  silent.c_lflag &= ~(tcflag_t) (ECHO | ECHONL | ICANON | ISIG);
  silent.c_cc[VMIN] = 1;
  silent.c_cc[VTIME] = 0;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  done = read_line (text, length, TRUE);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  fputc ('\n', stderr);
  return done;
}

GessoSecret *
gesso_cli_read_secret (const char *provider)
{
  char text[MAX_LENGTH];
  gsize length = 0;
  GessoSecret *secret = NULL;

  if (isatty (STDIN_FILENO) ? read_terminal (text, &length, provider) : read_line (text, &length, FALSE))
    secret = gesso_secret_new (text, length);
  gesso_wipe (text, sizeof text);
  return secret;
}
