/* gesso-provider-size.c - the size a model really has, nearest to the one wanted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-codec.h"
#include "gesso-provider-util.h"

gboolean
gesso_provider_get_input_size (const GessoInput *input,
                               guint            *width,
                               guint            *height)
{
  GessoPictureInfo info;

  if (input == NULL || input->bytes == NULL || !gesso_codec_probe (input->bytes, &info, NULL))
    return FALSE;
  *width = info.width;
  *height = info.height;
  return TRUE;
}

gboolean
gesso_provider_get_wanted_size (GessoRequest *request,
                                guint        *width,
                                guint        *height)
{
  const char *text = gesso_parameters_get_string (gesso_request_get_parameters (request), "size");

  return gesso_parameters_parse_size (text, width, height) ||
         gesso_provider_get_input_size (gesso_request_find_input (request, GESSO_ROLE_SOURCE), width, height);
}

/* "16:9" to 16/9. */
static gboolean
parse_ratio (const char *text,
             double     *out)
{
  char *end = NULL;
  double across = g_ascii_strtod (text, &end), down;

  if (end == text || *end != ':')
    return FALSE;
  text = end + 1;
  down = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(across > 0) || !(down > 0))
    return FALSE;
  *out = across / down;
  return isfinite (*out);
}

const char *
gesso_provider_choose_ratio (const char *const *ratios,
                             guint              width,
                             guint              height)
{
  double wanted = log ((double) MAX (width, 1) / MAX (height, 1)), least = INFINITY, ratio;
  const char *best = NULL;

  for (; ratios != NULL && *ratios != NULL; ratios++)
    if (parse_ratio (*ratios, &ratio) && fabs (log (ratio) - wanted) < least)
      {
        least = fabs (log (ratio) - wanted);
        best = *ratios;
      }
  return best;
}

const char *
gesso_provider_choose_size (const char *const *sizes,
                            guint              width,
                            guint              height)
{
  double shape = log ((double) MAX (width, 1) / MAX (height, 1));
  double area = log ((double) MAX (width, 1) * MAX (height, 1)), least = INFINITY;
  const char *best = NULL;
  guint w, h;

  for (; sizes != NULL && *sizes != NULL; sizes++)
    if (gesso_parameters_parse_size (*sizes, &w, &h))
      {
        double cost = 8 * fabs (log ((double) w / h) - shape) + fabs (log ((double) w * h) - area);

        if (cost < least)
          {
            least = cost;
            best = *sizes;
          }
      }
  return best;
}

static guint
round_side (const GessoFitRule *rule,
            double              side,
            gboolean            down)
{
  guint multiple = MAX (rule->multiple, 1);
  double steps = down ? floor (side / multiple) : round (side / multiple);
  guint value = (guint) MAX (steps, 1) * multiple;

  if (rule->max_side > 0 && value > rule->max_side)
    value = MAX (rule->max_side / multiple, 1) * multiple;
  if (rule->min_side > 0 && value < rule->min_side)
    value = (rule->min_side + multiple - 1) / multiple * multiple;
  return value;
}

void
gesso_provider_fit_size (const GessoFitRule *rule,
                         guint              *width,
                         guint              *height)
{
  double w = CLAMP (*width, 1, 1 << 20), h = CLAMP (*height, 1, 1 << 20), scale = 1;

  if (rule->min_side > 0)
    scale = MAX (scale, rule->min_side / MIN (w, h));
  if (rule->max_side > 0)
    scale = MIN (scale, rule->max_side / MAX (w, h));
  if (rule->max_pixels > 0)
    scale = MIN (scale, sqrt (rule->max_pixels / (w * h)));
  *width = round_side (rule, w * scale, FALSE);
  *height = round_side (rule, h * scale, FALSE);
  /* Rounding up may have passed what the model takes. */
  if (rule->max_pixels > 0 && (guint64) *width * *height > rule->max_pixels)
    {
      *width = round_side (rule, w * scale, TRUE);
      *height = round_side (rule, h * scale, TRUE);
    }
}
