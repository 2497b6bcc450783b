/* gesso-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-frame.h"
#include "gesso-image.h"

/* Numbers have at most this many digits, so that none overflows. */
#define MAX_DIGITS 6

static gboolean
skip_token (const char **text,
            const char  *token)
{
  gsize length = strlen (token);

  if (!g_str_has_prefix (*text, token))
    return FALSE;
  *text += length;
  return TRUE;
}

static gboolean
scan_int (const char **text,
          int         *out)
{
  guint digits = 0;
  int value = 0;

  for (; g_ascii_isdigit (**text) && digits < MAX_DIGITS; digits++)
    value = value * 10 + *(*text)++ - '0';
  if (digits == 0 || g_ascii_isdigit (**text))
    return FALSE;
  *out = value;
  return TRUE;
}

/* A whole number with, perhaps, a fraction after a point. */
static gboolean
scan_number (const char **text,
             double      *out)
{
  double unit = 1;
  int whole;

  if (!scan_int (text, &whole))
    return FALSE;
  *out = whole;
  if (skip_token (text, "."))
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      while (g_ascii_isdigit (**text))
        *out += (*(*text)++ - '0') * (unit /= 10);
    }
  return TRUE;
}

/* What each side gets when @amount goes to the sides that the anchor leaves open. */
static void
grow_sides (GessoFrame *frame,
            double      amount_x,
            double      amount_y,
            double      anchor_x,
            double      anchor_y)
{
  frame->left = (int) lround (amount_x * MIN (1, 2 * anchor_x));
  frame->right = (int) lround (amount_x * MIN (1, 2 * (1 - anchor_x)));
  frame->top = (int) lround (amount_y * MIN (1, 2 * anchor_y));
  frame->bottom = (int) lround (amount_y * MIN (1, 2 * (1 - anchor_y)));
}

static void
grow_to_size (GessoFrame *frame,
              int         added_x,
              int         added_y,
              double      anchor_x,
              double      anchor_y)
{
  frame->left = (int) lround (added_x * anchor_x);
  frame->right = added_x - frame->left;
  frame->top = (int) lround (added_y * anchor_y);
  frame->bottom = added_y - frame->top;
}

static gboolean
parse_sides (const char *text,
             int         width,
             int         height,
             double      anchor_x,
             double      anchor_y,
             GessoFrame *frame)
{
  const char *rest = text;
  double percent;
  int pixels;

  if (skip_token (&rest, "+") && scan_int (&rest, &pixels) && *rest == '\0')
    {
      grow_sides (frame, pixels, pixels, anchor_x, anchor_y);
      return TRUE;
    }
  rest = text;
  skip_token (&rest, "+");
  if (scan_number (&rest, &percent) && skip_token (&rest, "%") && *rest == '\0')
    {
      grow_sides (frame, width * percent / 100, height * percent / 100, anchor_x, anchor_y);
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_ratio (const char *text,
             int         width,
             int         height,
             double      anchor_x,
             double      anchor_y,
             GessoFrame *frame)
{
  double across, down, new_width, new_height;

  if (!scan_number (&text, &across) || !skip_token (&text, ":") || !scan_number (&text, &down) ||
      *text != '\0' || across <= 0 || down <= 0)
    return FALSE;
  /* Far-off ratios are cut to a size that the check then refuses. */
  new_width = MIN (MAX (width, height * across / down), G_MAXINT / 4);
  new_height = MIN (MAX (height, width * down / across), G_MAXINT / 4);
  grow_to_size (frame, (int) lround (new_width) - width, (int) lround (new_height) - height,
                anchor_x, anchor_y);
  return TRUE;
}

static gboolean
parse_size (const char *text,
            int        *new_width,
            int        *new_height)
{
  return scan_int (&text, new_width) &&
         (skip_token (&text, "x") || skip_token (&text, "X") || skip_token (&text, "×")) &&
         scan_int (&text, new_height) && *text == '\0';
}

/* @text without any white space. Returns: (transfer full) */
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

gboolean
gesso_frame_parse (const char *text,
                   int         width,
                   int         height,
                   double      anchor_x,
                   double      anchor_y,
                   GessoFrame *frame,
                   GError    **error)
{
  g_autofree char *squeezed = squeeze (text != NULL ? text : "");
  GessoFrame parsed = { 0 };
  int new_width, new_height;

  g_return_val_if_fail (width > 0 && height > 0, FALSE);
  anchor_x = CLAMP (anchor_x, 0, 1);
  anchor_y = CLAMP (anchor_y, 0, 1);

  if (parse_size (squeezed, &new_width, &new_height))
    {
      if (new_width < width || new_height < height)
        {
          /* Translators: two sizes in pixels, the wanted one and the picture's own. */
          g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       _("%d × %d pixels is smaller than the picture, which has %d × %d. "
                         "Expanding only adds; give at least the picture’s own size."),
                       new_width, new_height, width, height);
          return FALSE;
        }
      grow_to_size (&parsed, new_width - width, new_height - height, anchor_x, anchor_y);
    }
  else if (!parse_sides (squeezed, width, height, anchor_x, anchor_y, &parsed) &&
           !parse_ratio (squeezed, width, height, anchor_x, anchor_y, &parsed))
    {
      /* Translators: %s is what the artist typed; the four forms stay as they are. */
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   _("“%s” is not an amount to expand by. Write +256 for pixels at each side, 30%% of "
                     "each side, a ratio such as 16:9, or a size such as 1920x1080."),
                   squeezed);
      return FALSE;
    }
  if (!gesso_frame_check (&parsed, width, height, error))
    return FALSE;
  *frame = parsed;
  return TRUE;
}

gboolean
gesso_frame_check (const GessoFrame *frame,
                   int               width,
                   int               height,
                   GError          **error)
{
  gint64 new_width = (gint64) frame->left + width + frame->right;
  gint64 new_height = (gint64) frame->top + height + frame->bottom;

  if (frame->left < 0 || frame->right < 0 || frame->top < 0 || frame->bottom < 0)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("Expanding only adds to a picture: no side can be negative."));
      return FALSE;
    }
  if (gesso_frame_is_empty (frame))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("There is nothing to expand: make at least one side larger."));
      return FALSE;
    }
  if (new_width > GESSO_IMAGE_MAX_SIDE || new_height > GESSO_IMAGE_MAX_SIDE ||
      new_width * new_height > GESSO_IMAGE_MAX_PIXELS)
    {
      /* Translators: the size in pixels that the artist asked for, the longest
       * side, and a count of megapixels. */
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   _("The expanded picture would have %d × %d pixels; "
                     "Gesso makes pictures of up to %d pixels a side and %d megapixels. Add less."),
                   (int) MIN (new_width, G_MAXINT), (int) MIN (new_height, G_MAXINT), GESSO_IMAGE_MAX_SIDE,
                   GESSO_IMAGE_MAX_PIXELS / 1000000);
      return FALSE;
    }
  return TRUE;
}

GessoRect
gesso_frame_get_old (const GessoFrame *frame,
                     int               width,
                     int               height)
{
  return (GessoRect) { frame->left, frame->top, width, height };
}

gboolean
gesso_frame_is_empty (const GessoFrame *frame)
{
  return frame->left == 0 && frame->right == 0 && frame->top == 0 && frame->bottom == 0;
}
