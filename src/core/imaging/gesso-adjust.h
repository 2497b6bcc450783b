/* gesso-adjust.h - light, colour and crop of a whole picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/** GessoLook: a filter that is one click. */
typedef enum
{
  GESSO_LOOK_NONE,
  GESSO_LOOK_MONO,
  GESSO_LOOK_NOIR,
  GESSO_LOOK_SEPIA,
  GESSO_LOOK_FADED,
  GESSO_LOOK_VIVID,
  GESSO_LOOK_CROSS,
  GESSO_N_LOOKS
} GessoLook;

#define GESSO_ADJUST_MAX_POINTS 8

/** GessoCurvePoint: what of a byte, 0 to 255, becomes which. */
typedef struct
{
  guint8 in, out;
} GessoCurvePoint;

/**
 * GessoAdjustSettings:
 * @exposure: stops, -4 to 4, in linear light
 * @contrast: -1 to 1; the ends stay where they are
 * @saturation: -1, grey, to 1
 * @temperature: -1, blue, to 1, yellow, at the same brightness
 * @curve: of all channels, rising @in; fewer than two points are no curve
 * @angle: degrees clockwise, -45 to 45
 * @ratio: of the cut, width ÷ height; 0: the picture's own
 * @size: of the cut, as a share of the largest that fits, 0.05 to 1
 * @x: where the cut lies across of where it can, 0 left to 1 right
 *
 * All of 0, with a size of 1, changes nothing. Names in text are those of
 * gesso_look_to_nick() and `0,0 128,140 255,255` for a curve.
 */
typedef struct
{
  double exposure, contrast, saturation, temperature;
  GessoCurvePoint curve[GESSO_ADJUST_MAX_POINTS];
  guint n_points;
  GessoLook look;
  double angle, ratio, size, x, y;
} GessoAdjustSettings;

#define GESSO_ADJUST_NOTHING { .size = 1, .x = 0.5, .y = 0.5 }

const char *gesso_look_to_nick           (GessoLook look);
gboolean    gesso_look_from_nick         (const char *nick, GessoLook *out);
/** Translated. */
const char *gesso_look_get_title         (GessoLook look);

/** `0,0 128,140 255,255`; "" for none. Returns: (transfer full) */
char       *gesso_adjust_dup_curve       (const GessoAdjustSettings *settings);
/** %GESSO_ERROR_BAD_INPUT with a sentence that shows the form. */
gboolean    gesso_adjust_parse_curve     (GessoAdjustSettings *settings, const char *text, GError **error);
/** `16:9`; "" for the picture's own. */
gboolean    gesso_adjust_parse_ratio     (GessoAdjustSettings *settings, const char *text, GError **error);

/** Everything within its range; what is no number becomes nothing. */
void        gesso_adjust_settings_clamp  (GessoAdjustSettings *settings);
gboolean    gesso_adjust_changes_nothing (const GessoAdjustSettings *settings);

/**
 * GessoAdjustCut:
 * @x, @y: its middle, in pixels of the picture
 * @width: of the result; with @height at least 1
 * @cosine, @sine: how it stands
 */
typedef struct
{
  double x, y;
  int width, height;
  double cosine, sine;
} GessoAdjustCut;

/** Which part of a picture of @width × @height is kept; none of it lies outside. */
GessoAdjustCut gesso_adjust_find_cut     (const GessoAdjustSettings *settings, int width, int height);

/**
 * gesso_adjust_set_cut:
 * @cut: its middle and its sides; it stands as the settings' angle says
 *
 * The way back: ratio, size and place that cut this out of a picture of @width ×
 * @height, or the nearest that lies within it.
 */
void           gesso_adjust_set_cut      (GessoAdjustSettings *settings, const GessoAdjustCut *cut, int width, int height);

/**
 * GessoTone:
 *
 * All that is done to colours, as tables: a channel at a time into 12 bits,
 * then mixed, then a channel at a time to bytes.
 */
typedef struct
{
  gint16 in[3][256];
  gint32 mix[3][3]; /* of 4096 */
  guint8 out[3][4096];
  gboolean idle;
} GessoTone;

void        gesso_tone_init              (GessoTone *tone, const GessoAdjustSettings *settings);
/** What the curve alone makes of @value, both 0 to 1; it needs no two points. */
double      gesso_adjust_follow_curve    (const GessoAdjustSettings *settings, double value);
/** @n pixels of @channels (3 or 4) bytes, in place; alpha stays. */
void        gesso_tone_apply             (const GessoTone *tone, guint8 *pixels, gsize n, guint channels);

/**
 * gesso_adjust_apply:
 *
 * At full resolution; a cut that is not turned is copied pixel by pixel, one
 * that is turned is sampled bicubic. Keeps the profile. Blocking.
 */
GessoImage *gesso_adjust_apply           (const GessoImage *image, const GessoAdjustSettings *settings,
                                          GCancellable *cancellable, GError **error);

G_END_DECLS
