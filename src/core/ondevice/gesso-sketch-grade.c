/* gesso-sketch-grade.c - palettes, and the last step of every pixel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-light.h"

/* Dark, middle and light of each tint. */
static const guint32 ramps[SKETCH_N_TINTS][3] = {
  [SKETCH_TINT_RED] = { 0x2A0610, 0xC43A36, 0xFFE6D6 },
  [SKETCH_TINT_ORANGE] = { 0x2C1208, 0xDC7A32, 0xFFF0D8 },
  [SKETCH_TINT_YELLOW] = { 0x2E2208, 0xD9A936, 0xFFF9DC },
  [SKETCH_TINT_GREEN] = { 0x07201A, 0x4E9A5C, 0xF0FADC },
  [SKETCH_TINT_TEAL] = { 0x04222A, 0x3A9CA0, 0xE6FAF2 },
  [SKETCH_TINT_BLUE] = { 0x06122E, 0x3E78C0, 0xE8F4FF },
  [SKETCH_TINT_PURPLE] = { 0x180A30, 0x8058B4, 0xF6EAFF },
  [SKETCH_TINT_PINK] = { 0x340E28, 0xE0789C, 0xFFF0EE },
  [SKETCH_TINT_BROWN] = { 0x1E120A, 0x9A714A, 0xFAF0DE },
  [SKETCH_TINT_GREY] = { 0x0C0D0F, 0x808284, 0xF8F8F6 },
};

/* Five colours each, the first one the ground. */
static const guint32 palettes[][5] = {
  { 0xF4EBDD, 0x1F3A5F, 0xE4572E, 0xF0B429, 0x5B8E7D }, { 0x10162B, 0xF2545B, 0xF5B841, 0x4ECDC4, 0xEDE6D6 },
  { 0xF7F1E5, 0x7A4B3A, 0xD98E73, 0x9DB4AB, 0x2E4052 }, { 0x1B1B2F, 0xE43F5A, 0xF6C667, 0x3F72AF, 0xDBE2EF },
  { 0xEFE7DA, 0x264653, 0x2A9D8F, 0xE9C46A, 0xE76F51 }, { 0xFBF3EA, 0x6D597A, 0xB56576, 0xE88C7D, 0xEAAC8B },
  { 0x0D1B2A, 0x415A77, 0x778DA9, 0xE0E1DD, 0xF4A259 }, { 0xF2EFE6, 0x283618, 0x606C38, 0xDDA15E, 0xBC6C25 },
  { 0xFAF6F0, 0x22577A, 0x38A3A5, 0x80CFA9, 0xF2C14E }, { 0x2B1E2E, 0xD8A7B1, 0xB6666F, 0xF3E9DC, 0x7D9D9C },
};

void
sketch_palette_choose (SketchColour       palette[5],
                       const SketchBrief *brief,
                       SketchDice        *dice)
{
  guint pick = (guint) (sketch_dice (dice) * G_N_ELEMENTS (palettes));
  const guint32 *ramp = ramps[brief->tint];

  for (guint i = 0; i < 5; i++)
    palette[i] = sketch_colour (palettes[pick][i]);
  if (brief->tint == SKETCH_TINT_NONE)
    return;
  /* A family of the tint with one guest from across the circle. */
  palette[0] = sketch_colour (ramp[2]);
  palette[1] = sketch_colour_mix (sketch_colour (ramp[0]), sketch_colour (ramp[1]), 0.25f);
  palette[2] = sketch_colour (ramp[1]);
  palette[3] = sketch_colour_mix (sketch_colour (ramp[1]), sketch_colour (ramp[2]), 0.55f);
  palette[4] = sketch_colour_turn (sketch_colour (ramp[1]), sketch_dice_range (dice, 0.38f, 0.62f), 0.8f);
  if (pick % 3 == 0 || brief->mood == SKETCH_MOOD_DARK || brief->mood == SKETCH_MOOD_NEON)
    {
      SketchColour ground = palette[1];

      palette[1] = palette[0];
      palette[0] = sketch_colour_scale (ground, 0.6f);
    }
}

void
sketch_grade_init (SketchGrade       *grade,
                   const SketchBrief *brief,
                   guint32            seed)
{
  *grade = (SketchGrade) {
    .saturation = 1.0f, .contrast = 1.0f, .gain = { 1.0f, 1.0f, 1.0f },
    .grain = 0.012f, .vignette = 0.10f, .seed = seed,
  };
  for (guint i = 0; i < 3; i++)
    grade->ramp[i] = sketch_colour (ramps[brief->tint][i]);
  if (brief->tint != SKETCH_TINT_NONE)
    grade->tint = brief->tint == SKETCH_TINT_GREY ? 1.0f : 0.55f;
  switch (brief->mood)
    {
    case SKETCH_MOOD_VIVID: grade->saturation = 1.4f; grade->contrast = 1.08f; break;
    case SKETCH_MOOD_MUTED: grade->saturation = 0.62f; grade->contrast = 0.92f; grade->lift = 0.02f; break;
    case SKETCH_MOOD_PASTEL: grade->saturation = 0.75f; grade->contrast = 0.72f; grade->lift = 0.16f; break;
    case SKETCH_MOOD_DARK: grade->contrast = 1.12f; grade->lift = -0.13f; grade->vignette = 0.3f; break;
    case SKETCH_MOOD_BRIGHT: grade->lift = 0.1f; grade->contrast = 0.92f; grade->vignette = 0.02f; break;
    case SKETCH_MOOD_WARM: grade->gain = (SketchColour) { 1.08f, 1.0f, 0.86f }; break;
    case SKETCH_MOOD_COOL: grade->gain = (SketchColour) { 0.88f, 0.98f, 1.08f }; break;
    case SKETCH_MOOD_NEON: grade->saturation = 1.6f; grade->contrast = 1.18f; break;
    case SKETCH_MOOD_VINTAGE:
      grade->saturation = 0.6f;
      grade->contrast = 0.86f;
      grade->lift = 0.05f;
      grade->gain = (SketchColour) { 1.08f, 1.0f, 0.84f };
      grade->grain = 0.04f;
      grade->vignette = 0.28f;
      break;
    case SKETCH_MOOD_NONE:
    case SKETCH_N_MOODS:
    default:
      break;
    }
}

static float
grade_channel (float value,
               float luma,
               float low,
               float middle,
               float high,
               const SketchGrade *grade,
               float gain)
{
  float ramp =
      luma < 0.5f ? sketch_mix (low, middle, luma * 2.0f) : sketch_mix (middle, high, luma * 2.0f - 1.0f);

  value = luma + (value - luma) * grade->saturation;
  value = sketch_mix (value, ramp, grade->tint);
  return ((value - 0.5f) * grade->contrast + 0.5f + grade->lift) * gain;
}

void
sketch_grade_pixel (const SketchGrade *grade,
                    float             *pixel,
                    guint              x,
                    guint              y,
                    float              edge)
{
  float luma = sketch_clamp (sketch_luma (pixel));
  float shade = 1.0f - grade->vignette * edge;
  guint32 h = sketch_hash ((gint32) x, (gint32) y, grade->seed);
  /* Triangular noise hides the steps between 8-bit values; the rest is film. */
  float grain = (((h & 0xFFFF) + (h >> 16)) * (1.0f / 65536.0f) - 1.0f) * (grade->grain + 1.0f / 255.0f);
  const SketchColour *ramp = grade->ramp;

  pixel[0] =
      grade_channel (pixel[0], luma, ramp[0].r, ramp[1].r, ramp[2].r, grade, grade->gain.r) * shade + grain;
  pixel[1] =
      grade_channel (pixel[1], luma, ramp[0].g, ramp[1].g, ramp[2].g, grade, grade->gain.g) * shade + grain;
  pixel[2] =
      grade_channel (pixel[2], luma, ramp[0].b, ramp[1].b, ramp[2].b, grade, grade->gain.b) * shade + grain;
}
