/* gesso-sketch-words.h - what the words of a prompt ask a sketch to be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the order of who wins when a prompt names several. */
typedef enum
{
  SKETCH_SCENE_NONE,
  SKETCH_SCENE_CITY,
  SKETCH_SCENE_LAKE,
  SKETCH_SCENE_SEA,
  SKETCH_SCENE_DESERT,
  SKETCH_SCENE_SNOW,
  SKETCH_SCENE_MEADOW,
  SKETCH_SCENE_MOUNTAINS,
  SKETCH_SCENE_FOREST,
  SKETCH_SCENE_SPACE,
  SKETCH_SCENE_SKY,
  SKETCH_SCENE_ABSTRACT,
  SKETCH_SCENE_PAPER,
  SKETCH_SCENE_BACKDROP,
  SKETCH_N_SCENES
} SketchSceneKind;

typedef enum
{
  SKETCH_TIME_NONE,
  SKETCH_TIME_DAWN,
  SKETCH_TIME_DAY,
  SKETCH_TIME_GOLDEN,
  SKETCH_TIME_SUNSET,
  SKETCH_TIME_DUSK,
  SKETCH_TIME_NIGHT,
  SKETCH_N_TIMES
} SketchTime;

/* Bits of SketchBrief.weather. */
typedef enum
{
  SKETCH_CLOUDS = 1 << 0,
  SKETCH_OVERCAST = 1 << 1,
  SKETCH_STORM = 1 << 2,
  SKETCH_RAIN = 1 << 3,
  SKETCH_FOG = 1 << 4,
  SKETCH_SNOWFALL = 1 << 5,
  SKETCH_CLEAR = 1 << 6,
  SKETCH_AURORA = 1 << 7,
  SKETCH_RAINBOW = 1 << 8,
} SketchWeather;

/* Bits of SketchBrief.extras. */
typedef enum
{
  SKETCH_STARS = 1 << 0,
  SKETCH_MOON = 1 << 1,
  SKETCH_SUN = 1 << 2,
  SKETCH_BIRDS = 1 << 3,
  SKETCH_BOAT = 1 << 4,
  SKETCH_FLOWERS = 1 << 5,
  SKETCH_AUTUMN = 1 << 6,
  SKETCH_BAMBOO = 1 << 7,
  SKETCH_ISLAND = 1 << 8,
  SKETCH_PLANET = 1 << 9,
  SKETCH_TRUNKS = 1 << 10,
  SKETCH_BLOSSOM = 1 << 11,
  SKETCH_RINGS = 1 << 12,
  SKETCH_BEACH = 1 << 13,
} SketchExtras;

typedef enum
{
  SKETCH_MANNER_NONE,
  SKETCH_MANNER_WATERCOLOUR,
  SKETCH_MANNER_INK,
  SKETCH_MANNER_OIL,
  SKETCH_MANNER_CUT_PAPER,
  SKETCH_MANNER_DOTS,
  SKETCH_MANNER_PENCIL,
  SKETCH_N_MANNERS
} SketchManner;

typedef enum
{
  SKETCH_PATTERN_NONE,
  SKETCH_PATTERN_FLOW,
  SKETCH_PATTERN_CELLS,
  SKETCH_PATTERN_CIRCLES,
  SKETCH_PATTERN_MARBLE,
  SKETCH_PATTERN_RIDGES,
  SKETCH_PATTERN_BLOCKS,
  SKETCH_N_PATTERNS
} SketchPattern;

typedef enum
{
  SKETCH_TINT_NONE,
  SKETCH_TINT_RED,
  SKETCH_TINT_ORANGE,
  SKETCH_TINT_YELLOW,
  SKETCH_TINT_GREEN,
  SKETCH_TINT_TEAL,
  SKETCH_TINT_BLUE,
  SKETCH_TINT_PURPLE,
  SKETCH_TINT_PINK,
  SKETCH_TINT_BROWN,
  SKETCH_TINT_GREY,
  SKETCH_N_TINTS
} SketchTint;

typedef enum
{
  SKETCH_MOOD_NONE,
  SKETCH_MOOD_VIVID,
  SKETCH_MOOD_MUTED,
  SKETCH_MOOD_PASTEL,
  SKETCH_MOOD_DARK,
  SKETCH_MOOD_BRIGHT,
  SKETCH_MOOD_WARM,
  SKETCH_MOOD_COOL,
  SKETCH_MOOD_NEON,
  SKETCH_MOOD_VINTAGE,
  SKETCH_N_MOODS
} SketchMood;

/**
 * SketchBrief:
 * @scenes: one bit per scene that the prompt names, for what else to show
 * @known: how many words were understood; with none, @scene comes from @hash
 * @hash: of the whole prompt
 */
typedef struct
{
  SketchSceneKind scene;
  guint scenes;
  SketchTime time;
  guint weather;
  guint extras;
  SketchManner manner;
  SketchPattern pattern;
  SketchTint tint;
  SketchTint bloom; /* of flowers, when they are named */
  SketchMood mood;
  guint known;
  guint32 hash;
} SketchBrief;

/* What comes to mind first when nothing is said: see sketch_brief_read(). */
void        sketch_brief_read       (SketchBrief *brief, const char *prompt);

/* For tests: how many words the table holds, in ASCII letters or not. */
guint       sketch_words_count      (gboolean ascii);

const char *sketch_scene_get_name   (SketchSceneKind scene);
const char *sketch_time_get_name    (SketchTime time);
const char *sketch_manner_get_name  (SketchManner manner);

G_END_DECLS
