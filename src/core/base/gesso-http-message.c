/* gesso-http-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>
#include <stdio.h>

#include "gesso-http-message.h"

#define LONGEST_WAIT (24 * 60 * 60.0)

struct _GessoHttpRequest
{
  gatomicrefcount ref_count;
  char *method;
  char *url;
  GPtrArray *headers; /* (owned): name, value, …, NULL */
  GessoAuthForm auth;
  char *auth_name;
  char *content_type;
  GBytes *body;     /* (owned) (nullable) */
  GPtrArray *parts; /* (owned) (nullable) */
  gsize max_bytes;
  guint costs : 1;
  guint streams : 1;
};

struct _GessoHttpAnswer
{
  gatomicrefcount ref_count;
  guint status;
  char **headers; /* (owned): name, value, …, NULL */
  GBytes *body;
};

G_DEFINE_BOXED_TYPE (GessoHttpRequest, gesso_http_request, gesso_http_request_ref, gesso_http_request_unref)
G_DEFINE_BOXED_TYPE (GessoHttpAnswer, gesso_http_answer, gesso_http_answer_ref, gesso_http_answer_unref)

static void
part_free (gpointer data)
{
  GessoHttpPart *part = data;

  g_free (part->name);
  g_free (part->filename);
  g_free (part->content_type);
  g_bytes_unref (part->bytes);
  g_free (part);
}

GessoHttpRequest *
gesso_http_request_new (const char *method,
                        const char *url)
{
  GessoHttpRequest *self = g_new0 (GessoHttpRequest, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_strdup (method);
  self->url = g_strdup (url);
  self->headers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->headers, NULL);
  return self;
}

GessoHttpRequest *
gesso_http_request_ref (GessoHttpRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gesso_http_request_unref (GessoHttpRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->method);
  g_free (self->url);
  g_ptr_array_unref (self->headers);
  g_free (self->auth_name);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

const char *
gesso_http_request_get_method (GessoHttpRequest *self)
{
  return self->method;
}

const char *
gesso_http_request_get_url (GessoHttpRequest *self)
{
  return self->url;
}

void
gesso_http_request_set_url (GessoHttpRequest *self,
                            const char       *url)
{
  char *old = self->url;

  self->url = g_strdup (url);
  g_free (old);
}

void
gesso_http_request_add_header (GessoHttpRequest *self,
                               const char       *name,
                               const char       *value)
{
  g_ptr_array_insert (self->headers, self->headers->len - 1, g_strdup (name));
  g_ptr_array_insert (self->headers, self->headers->len - 1, g_strdup (value));
}

const char *const *
gesso_http_request_get_headers (GessoHttpRequest *self)
{
  return (const char *const *) self->headers->pdata;
}

void
gesso_http_request_set_auth (GessoHttpRequest *self,
                             GessoAuthForm     form,
                             const char       *name)
{
  self->auth = form;
  g_free (self->auth_name);
  self->auth_name = g_strdup (name);
}

GessoAuthForm
gesso_http_request_get_auth (GessoHttpRequest *self,
                             const char      **name)
{
  if (name != NULL)
    *name = self->auth_name;
  return self->auth;
}

void
gesso_http_request_set_body (GessoHttpRequest *self,
                             const char       *content_type,
                             GBytes           *body)
{
  g_return_if_fail (self->body == NULL && self->parts == NULL);

  self->content_type = g_strdup (content_type);
  self->body = g_bytes_ref (body);
}

void
gesso_http_request_add_part (GessoHttpRequest *self,
                             const char       *name,
                             const char       *filename,
                             const char       *content_type,
                             GBytes           *bytes)
{
  GessoHttpPart *part = g_new0 (GessoHttpPart, 1);

  g_return_if_fail (self->body == NULL);

  if (self->parts == NULL)
    self->parts = g_ptr_array_new_with_free_func (part_free);
  part->name = g_strdup (name);
  part->filename = g_strdup (filename);
  part->content_type = g_strdup (content_type);
  part->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (self->parts, part);
}

void
gesso_http_request_add_text (GessoHttpRequest *self,
                             const char       *name,
                             const char       *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  gesso_http_request_add_part (self, name, NULL, NULL, bytes);
}

GPtrArray *
gesso_http_request_get_parts (GessoHttpRequest *self)
{
  return self->parts;
}

/* A boundary that stands in no part: the hash of all of them. */
static char *
make_boundary (GPtrArray *parts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < parts->len; i++)
    {
      const GessoHttpPart *part = g_ptr_array_index (parts, i);
      gsize size;
      const guint8 *data = g_bytes_get_data (part->bytes, &size);

      g_checksum_update (checksum, (const guint8 *) part->name, -1);
      g_checksum_update (checksum, data, size);
    }
  return g_strdup_printf ("gesso-%.40s", g_checksum_get_string (checksum));
}

/* @text inside a quoted parameter (RFC 7578 with the escapes browsers use). */
static void
append_quoted (GByteArray *out,
               const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '"':
        g_byte_array_append (out, (const guint8 *) "%22", 3);
        break;
      case '\r':
        g_byte_array_append (out, (const guint8 *) "%0D", 3);
        break;
      case '\n':
        g_byte_array_append (out, (const guint8 *) "%0A", 3);
        break;
      default:
        g_byte_array_append (out, (const guint8 *) text, 1);
      }
}

static void
append_text (GByteArray *out,
             const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, strlen (text));
}

static void
append_part (GByteArray          *out,
             const char          *boundary,
             const GessoHttpPart *part)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (part->bytes, &size);

  append_text (out, "--");
  append_text (out, boundary);
  append_text (out, "\r\nContent-Disposition: form-data; name=\"");
  append_quoted (out, part->name);
  if (part->filename != NULL)
    {
      append_text (out, "\"; filename=\"");
      append_quoted (out, part->filename);
    }
  append_text (out, "\"\r\n");
  if (part->content_type != NULL)
    {
      append_text (out, "Content-Type: ");
      append_text (out, part->content_type);
      append_text (out, "\r\n");
    }
  append_text (out, "\r\n");
  if (size > 0)
    g_byte_array_append (out, data, size);
  append_text (out, "\r\n");
}

GBytes *
gesso_http_request_dup_body (GessoHttpRequest *self,
                             char            **content_type)
{
  g_autofree char *boundary = NULL;
  GByteArray *out;

  if (self->parts == NULL)
    {
      *content_type = g_strdup (self->content_type);
      return self->body != NULL ? g_bytes_ref (self->body) : NULL;
    }
  boundary = make_boundary (self->parts);
  out = g_byte_array_new ();
  for (guint i = 0; i < self->parts->len; i++)
    append_part (out, boundary, g_ptr_array_index (self->parts, i));
  append_text (out, "--");
  append_text (out, boundary);
  append_text (out, "--\r\n");
  *content_type = g_strconcat ("multipart/form-data; boundary=", boundary, NULL);
  return g_byte_array_free_to_bytes (out);
}

void
gesso_http_request_set_costs (GessoHttpRequest *self,
                              gboolean          costs)
{
  self->costs = costs;
}

gboolean
gesso_http_request_get_costs (GessoHttpRequest *self)
{
  return self->costs;
}

void
gesso_http_request_set_streams (GessoHttpRequest *self,
                                gboolean          streams)
{
  self->streams = streams;
}

gboolean
gesso_http_request_get_streams (GessoHttpRequest *self)
{
  return self->streams;
}

void
gesso_http_request_set_max_bytes (GessoHttpRequest *self,
                                  gsize             max_bytes)
{
  self->max_bytes = max_bytes;
}

gsize
gesso_http_request_get_max_bytes (GessoHttpRequest *self)
{
  return self->max_bytes;
}

GessoHttpAnswer *
gesso_http_answer_new (guint              status,
                       const char *const *headers,
                       GBytes            *body)
{
  GessoHttpAnswer *self = g_new0 (GessoHttpAnswer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->status = status;
  self->headers = g_strdupv ((char **) headers);
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  return self;
}

GessoHttpAnswer *
gesso_http_answer_ref (GessoHttpAnswer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gesso_http_answer_unref (GessoHttpAnswer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_strfreev (self->headers);
  g_bytes_unref (self->body);
  g_free (self);
}

guint
gesso_http_answer_get_status (GessoHttpAnswer *self)
{
  return self->status;
}

GBytes *
gesso_http_answer_get_body (GessoHttpAnswer *self)
{
  return self->body;
}

const char *
gesso_http_answer_get_header (GessoHttpAnswer *self,
                              const char      *name)
{
  for (guint i = 0; self->headers != NULL && self->headers[i] != NULL; i += 2)
    if (g_ascii_strcasecmp (self->headers[i], name) == 0)
      return self->headers[i + 1];
  return NULL;
}

/* All of @text as a number of at least 0, or -1. */
static double
parse_seconds (const char *text)
{
  char *end = NULL;
  double value;

  if (text == NULL || !(g_ascii_isdigit (*text) || *text == '.'))
    return -1;
  value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && value >= 0 ? value : -1;
}

/* A date in any of HTTP's three forms (RFC 9110, 5.6.7) as seconds since 1970, or -1. */
static gint64
parse_http_date (const char *text)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr (GDateTime) date = NULL;
  int day, year, hour, minute, second;
  char month[4];
  const char *found;

  if (sscanf (text, "%*3s, %2d %3s %4d %2d:%2d:%2d GMT", &day, month, &year, &hour, &minute, &second) != 6 &&
      sscanf (text, "%*3s %3s %2d %2d:%2d:%2d %4d", month, &day, &hour, &minute, &second, &year) != 6)
    {
      if (sscanf (text, "%*9[A-Za-z], %2d-%3s-%2d %2d:%2d:%2d GMT", &day, month, &year, &hour, &minute, &second) != 6)
        return -1;
      year += year < 70 ? 2000 : 1900;
    }
  month[3] = '\0';
  found = strlen (month) == 3 ? strstr (months, month) : NULL;
  if (found == NULL || (found - months) % 3 != 0)
    return -1;
  date = g_date_time_new_utc (year, (found - months) / 3 + 1, day, hour, minute, second);
  return date != NULL ? g_date_time_to_unix (date) : -1;
}

/* A duration as in "1s", "6m0s", "1h2m3.5s", "120ms", in seconds, or -1. */
static double
parse_duration (const char *text)
{
  static const struct
  {
    const char *unit;
    double seconds;
  } units[] = { { "ms", .001 }, { "s", 1 }, { "m", 60 }, { "h", 3600 }, { "d", 86400 } };
  double sum = 0;

  if (text == NULL || *text == '\0')
    return -1;
  while (*text != '\0')
    {
      char *end = NULL;
      double value = g_ascii_isdigit (*text) ? g_ascii_strtod (text, &end) : -1;
      guint i = 0;

      while (value >= 0 && i < G_N_ELEMENTS (units) && !g_str_has_prefix (end, units[i].unit))
        i++;
      if (value < 0 || i == G_N_ELEMENTS (units))
        return -1;
      sum += value * units[i].seconds;
      text = end + strlen (units[i].unit);
    }
  return sum;
}

/* When a limit is lifted: a duration, seconds to go, or a time since 1970 in seconds or milliseconds. */
static double
parse_reset (const char *text,
             gint64      now)
{
  double value = parse_seconds (text);

  if (value < 0)
    return parse_duration (text);
  if (value > 1e11)
    value /= 1000;
  return value > 1e9 ? MAX (value - now, 0) : value;
}

/* The longest wait among the limits that are used up; a limit without a count is taken as used up. */
static double
get_limit_reset (GessoHttpAnswer *self,
                 gint64           now)
{
  static const char *const limits[][2] = {
    { "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests" },
    { "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens" },
    { "x-ratelimit-remaining-images", "x-ratelimit-reset-images" },
    { "x-ratelimit-remaining", "x-ratelimit-reset" },
    { "ratelimit-remaining", "ratelimit-reset" },
  };
  double longest = -1;

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (parse_seconds (gesso_http_answer_get_header (self, limits[i][0])) <= 0)
      longest = MAX (longest, parse_reset (gesso_http_answer_get_header (self, limits[i][1]), now));
  return longest;
}

static double
get_wait (GessoHttpAnswer *self,
          gint64           now)
{
  static const char *const milliseconds[] = { "retry-after-ms", "x-ms-retry-after-ms" };
  const char *text;
  double seconds;
  gint64 date;

  for (guint i = 0; i < G_N_ELEMENTS (milliseconds); i++)
    {
      seconds = parse_seconds (gesso_http_answer_get_header (self, milliseconds[i]));
      if (seconds >= 0)
        return seconds / 1000;
    }
  text = gesso_http_answer_get_header (self, "retry-after");
  seconds = parse_seconds (text);
  if (seconds >= 0)
    return seconds;
  date = text != NULL ? parse_http_date (text) : -1;
  if (date >= 0)
    return MAX ((double) (date - now), 0);
  /* These stand in every answer of some services, also where no limit was met. */
  return self->status == 429 || self->status == 503 ? get_limit_reset (self, now) : -1;
}

double
gesso_http_answer_get_retry_after (GessoHttpAnswer *self,
                                   gint64           now)
{
  double seconds = get_wait (self, now);

  return seconds < 0 ? -1 : MIN (seconds, LONGEST_WAIT);
}
