/* gesso-adjust.c - what the settings are, in numbers and in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gesso-adjust.h"
#include "gesso-error.h"

#define ANGLE_MAX 45
#define SIZE_MIN  0.05
#define RATIO_MAX 20

static const char *const look_nicks[GESSO_N_LOOKS] = { "none", "mono", "noir", "sepia", "faded", "vivid", "cross" };

/* Translators: filters for photographs. */
static const char *const look_titles[GESSO_N_LOOKS] = {
  N_("No filter"), N_("Mono"), N_("Noir"), N_("Sepia"), N_("Faded"), N_("Vivid"), N_("Cross process"),
};

const char *
gesso_look_to_nick (GessoLook look)
{
  g_return_val_if_fail ((guint) look < GESSO_N_LOOKS, NULL);

  return look_nicks[look];
}

gboolean
gesso_look_from_nick (const char *nick,
                      GessoLook  *out)
{
  for (guint i = 0; nick != NULL && i < GESSO_N_LOOKS; i++)
    if (g_str_equal (nick, look_nicks[i]))
      {
        *out = (GessoLook) i;
        return TRUE;
      }
  return FALSE;
}

const char *
gesso_look_get_title (GessoLook look)
{
  g_return_val_if_fail ((guint) look < GESSO_N_LOOKS, NULL);

  return _(look_titles[look]);
}

char *
gesso_adjust_dup_curve (const GessoAdjustSettings *settings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < settings->n_points; i++)
    g_string_append_printf (text, "%s%u,%u", i > 0 ? " " : "", settings->curve[i].in, settings->curve[i].out);
  return g_string_free (text, FALSE);
}

/* A byte in digits, up to @end. */
static gboolean
parse_byte (const char *text,
            char        end,
            guint8     *out,
            const char **rest)
{
  char *after;
  guint64 value = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &after, 10) : G_MAXUINT64;

  if (value > 255 || *after != end)
    return FALSE;
  *out = (guint8) value;
  if (rest != NULL)
    *rest = after + 1;
  return TRUE;
}

static gboolean
parse_points (GessoAdjustSettings *settings,
              const char          *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);
  GessoAdjustSettings parsed = { .n_points = 0 };

  for (guint i = 0; words[i] != NULL; i++)
    {
      GessoCurvePoint point;
      const char *rest;

      if (*words[i] == '\0')
        continue;
      if (parsed.n_points == GESSO_ADJUST_MAX_POINTS || !parse_byte (words[i], ',', &point.in, &rest) ||
          !parse_byte (rest, '\0', &point.out, NULL) ||
          (parsed.n_points > 0 && point.in <= parsed.curve[parsed.n_points - 1].in))
        return FALSE;
      parsed.curve[parsed.n_points++] = point;
    }
  if (parsed.n_points == 1)
    return FALSE;
  memcpy (settings->curve, parsed.curve, sizeof settings->curve);
  settings->n_points = parsed.n_points;
  return TRUE;
}

gboolean
gesso_adjust_parse_curve (GessoAdjustSettings *settings,
                          const char          *text,
                          GError             **error)
{
  if (parse_points (settings, text != NULL ? text : ""))
    return TRUE;
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: what was typed for a tone curve. The numbers in the example stay as they are. */
               _("“%s” is no curve: give two to eight points such as 0,0 128,140 255,255, from dark to light."), text);
  return FALSE;
}

gboolean
gesso_adjust_parse_ratio (GessoAdjustSettings *settings,
                          const char          *text,
                          GError             **error)
{
  g_auto (GStrv) sides = g_strsplit (text != NULL ? text : "", ":", 2);
  double width, height;
  char *end;

  if (text == NULL || *text == '\0')
    {
      settings->ratio = 0;
      return TRUE;
    }
  width = g_ascii_isdigit (sides[0][0]) ? g_ascii_strtod (sides[0], &end) : -1;
  height = width > 0 && *end == '\0' && sides[1] != NULL && g_ascii_isdigit (sides[1][0]) ? g_ascii_strtod (sides[1], &end) : -1;
  if (height > 0 && *end == '\0' && width / height <= RATIO_MAX && height / width <= RATIO_MAX)
    {
      settings->ratio = width / height;
      return TRUE;
    }
  /* Translators: what was typed for the ratio of two sides. */
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("“%s” is no ratio: give one such as 16:9."), text);
  return FALSE;
}

static void
keep_within (double *value,
             double  lower,
             double  upper,
             double  fallback)
{
  *value = isfinite (*value) ? CLAMP (*value, lower, upper) : fallback;
}

void
gesso_adjust_settings_clamp (GessoAdjustSettings *settings)
{
  keep_within (&settings->exposure, -4, 4, 0);
  keep_within (&settings->contrast, -1, 1, 0);
  keep_within (&settings->saturation, -1, 1, 0);
  keep_within (&settings->temperature, -1, 1, 0);
  keep_within (&settings->angle, -ANGLE_MAX, ANGLE_MAX, 0);
  keep_within (&settings->ratio, 0, RATIO_MAX, 0);
  keep_within (&settings->size, SIZE_MIN, 1, 1);
  keep_within (&settings->x, 0, 1, 0.5);
  keep_within (&settings->y, 0, 1, 0.5);
  settings->n_points = MIN (settings->n_points, GESSO_ADJUST_MAX_POINTS);
  if ((guint) settings->look >= GESSO_N_LOOKS)
    settings->look = GESSO_LOOK_NONE;
}

static gboolean
is_straight (const GessoAdjustSettings *settings)
{
  for (guint i = 0; i < settings->n_points; i++)
    if (settings->curve[i].in != settings->curve[i].out)
      return FALSE;
  return settings->n_points < 2 || (settings->curve[0].in == 0 && settings->curve[settings->n_points - 1].in == 255);
}

gboolean
gesso_adjust_changes_nothing (const GessoAdjustSettings *settings)
{
  return settings->exposure == 0 && settings->contrast == 0 && settings->saturation == 0 && settings->temperature == 0 &&
         is_straight (settings) && settings->look == GESSO_LOOK_NONE && settings->angle == 0 && settings->ratio == 0 &&
         settings->size == 1;
}

/* A side of the cut lies within the picture, on whole pixels where it is not turned. */
static double
place (double share,
       double side,
       double needed,
       gboolean whole)
{
  double room = MAX (side - needed, 0), start = room * share;

  return (whole ? floor (start + 0.5) : start) + needed / 2;
}

/* How wide the largest cut of @ratio is: its corners reach w·c + h·s across and w·s + h·c down. */
static double
find_widest (double ratio,
             double angle,
             int    width,
             int    height)
{
  double c = cos (angle * G_PI / 180), s = fabs (sin (angle * G_PI / 180));

  return MIN (width / (c + s / ratio), height / (s + c / ratio));
}

GessoAdjustCut
gesso_adjust_find_cut (const GessoAdjustSettings *settings,
                       int                        width,
                       int                        height)
{
  double angle = settings->angle * G_PI / 180, c = cos (angle), s = fabs (sin (angle));
  double ratio = settings->ratio > 0 ? settings->ratio : (double) width / height;
  double across = find_widest (ratio, settings->angle, width, height) * settings->size;
  GessoAdjustCut cut = { .cosine = c, .sine = sin (angle) };
  gboolean upright = settings->angle == 0;

  cut.width = (int) CLAMP (floor (across + 0.5 * upright + 1e-6), 1, width);
  cut.height = (int) CLAMP (floor (across / ratio + 0.5 * upright + 1e-6), 1, height);
  cut.x = place (settings->x, width, cut.width * c + cut.height * s, upright);
  cut.y = place (settings->y, height, cut.width * s + cut.height * c, upright);
  return cut;
}

void
gesso_adjust_set_cut (GessoAdjustSettings  *settings,
                      const GessoAdjustCut *cut,
                      int                   width,
                      int                   height)
{
  double c = cos (settings->angle * G_PI / 180), s = fabs (sin (settings->angle * G_PI / 180));
  double across, down;

  g_return_if_fail (cut->width > 0 && cut->height > 0 && width > 0 && height > 0);

  settings->ratio = CLAMP ((double) cut->width / cut->height, 1 / RATIO_MAX, RATIO_MAX);
  settings->size = CLAMP (cut->width / find_widest (settings->ratio, settings->angle, width, height), SIZE_MIN, 1);
  across = width - cut->width * c - cut->height * s;
  down = height - cut->width * s - cut->height * c;
  settings->x = across > 0 ? CLAMP ((cut->x - (width - across) / 2) / across, 0, 1) : 0.5;
  settings->y = down > 0 ? CLAMP ((cut->y - (height - down) / 2) / down, 0, 1) : 0.5;
}
