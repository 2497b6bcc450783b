/* gesso-text-estimate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-text-estimate.h"

#define LINE_HEIGHT 19
/* In tenths of a pixel: a Latin letter, and what takes several bytes, which is
 * mostly as wide as it is high. */
#define NARROW 72
#define WIDE 140

int
gesso_text_estimate_height (const char *text,
                            int         width)
{
  gint64 line = 0, inner = 10 * (gint64) MAX (width, 1);
  gint64 n_lines = 1;

  for (const guchar *byte = (const guchar *) text; *byte != '\0'; byte++)
    {
      if (*byte == '\n')
        {
          n_lines += 1 + line / inner;
          line = 0;
        }
      else if (*byte < 0x80)
        line += NARROW;
      else if (*byte >= 0xc0)
        line += WIDE;
    }
  return (int) MIN ((n_lines + line / inner) * LINE_HEIGHT, G_MAXINT / 4);
}
