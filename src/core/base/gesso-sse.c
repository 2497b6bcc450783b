/* gesso-sse.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-sse.h"

struct _GessoSse
{
  GessoSseFunc func;
  gpointer user_data;
  gsize max_bytes;

  GString *line;
  GString *event;
  GString *data;
  gboolean has_data;
  gboolean after_cr; /* a \n now belongs to the \r before it */
  gboolean started;  /* the first line may begin with a byte order mark */
};

GessoSse *
gesso_sse_new (gsize        max_bytes,
               GessoSseFunc func,
               gpointer     user_data)
{
  GessoSse *self = g_new0 (GessoSse, 1);

  self->func = func;
  self->user_data = user_data;
  self->max_bytes = max_bytes;
  self->line = g_string_new (NULL);
  self->event = g_string_new (NULL);
  self->data = g_string_new (NULL);
  return self;
}

void
gesso_sse_free (GessoSse *self)
{
  g_string_free (self->line, TRUE);
  g_string_free (self->event, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self);
}

static void
tell_event (GessoSse *self)
{
  if (self->has_data)
    self->func (self->event->len > 0 ? self->event->str : "message", self->data->str, self->data->len,
                self->user_data);
  g_string_truncate (self->event, 0);
  g_string_truncate (self->data, 0);
  self->has_data = FALSE;
}

/* One whole line without its ending. */
static void
read_line (GessoSse   *self,
           const char *line,
           gsize       length)
{
  const char *colon, *value;
  gsize name_length, value_length;

  if (!self->started && length >= 3 && memcmp (line, "\xef\xbb\xbf", 3) == 0)
    {
      line += 3;
      length -= 3;
    }
  self->started = TRUE;
  if (length == 0)
    {
      tell_event (self);
      return;
    }
  colon = memchr (line, ':', length);
  name_length = colon != NULL ? (gsize) (colon - line) : length;
  value = colon != NULL ? colon + 1 : line + length;
  value_length = length - (value - line);
  if (value_length > 0 && *value == ' ')
    {
      value++;
      value_length--;
    }
  if (name_length == 4 && memcmp (line, "data", 4) == 0)
    {
      if (self->has_data)
        g_string_append_c (self->data, '\n');
      g_string_append_len (self->data, value, value_length);
      self->has_data = TRUE;
    }
  else if (name_length == 5 && memcmp (line, "event", 5) == 0)
    {
      g_string_truncate (self->event, 0);
      g_string_append_len (self->event, value, value_length);
    }
}

gboolean
gesso_sse_push (GessoSse   *self,
                const char *bytes,
                gsize       length,
                GError    **error)
{
  const char *end = bytes + length;

  while (bytes < end)
    {
      const char *stop = bytes;

      if (self->after_cr)
        {
          self->after_cr = FALSE;
          if (*bytes == '\n')
            {
              bytes++;
              continue;
            }
        }
      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      if (self->line->len + self->data->len + (gsize) (stop - bytes) > self->max_bytes)
        {
          g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                               _("The service sent far more than a picture. Try again later."));
          return FALSE;
        }
      if (stop == end)
        {
          g_string_append_len (self->line, bytes, stop - bytes);
          return TRUE;
        }
      if (self->line->len > 0)
        {
          g_string_append_len (self->line, bytes, stop - bytes);
          read_line (self, self->line->str, self->line->len);
          g_string_truncate (self->line, 0);
        }
      else
        read_line (self, bytes, stop - bytes);
      self->after_cr = *stop == '\r';
      bytes = stop + 1;
    }
  return TRUE;
}

gboolean
gesso_sse_finish (GessoSse *self)
{
  /* Half a comment is no loss. */
  gboolean whole = self->line->len == 0 || self->line->str[0] == ':';

  if (whole)
    tell_event (self);
  return whole;
}

gboolean
gesso_sse_is_cut (GessoSse *self)
{
  return self->has_data || self->line->len > 0;
}
