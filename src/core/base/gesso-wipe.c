/* gesso-wipe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-wipe.h"

void
gesso_wipe (gpointer data,
            gsize    length)
{
  explicit_bzero (data, length);
}

void
gesso_wipe_free (char *text)
{
  if (text != NULL)
    gesso_wipe (text, strlen (text));
  g_free (text);
}
