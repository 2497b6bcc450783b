/* gesso-provider-byteplus-models.c - what each BytePlus image model takes and costs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As of 2026-11-21. Prices are those of the vendor's price page of 2026-10-08;
 * of 5.5, and the pixels that 5.5 and flash take, resellers' words.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-coverage.h"
#include "gesso-provider-byteplus-models.h"

#define BIT(tool) (1u << GESSO_TOOL_##tool)
#define EDITING_TOOLS                                                                                            \
  (BIT (EDIT) | BIT (REDUX) | BIT (REPLACE_BACKGROUND_IMAGE) | BIT (REPLACE_BACKGROUND_PROMPT) | BIT (INPAINT) | \
   BIT (EXPAND))
#define ALL_TOOLS (BIT (GENERATE) | EDITING_TOOLS)

#define MAX_INPUT_BYTES (30 * 1000 * 1000)
#define PRO_MIN_PIXELS 921600
#define PRO_MAX_PIXELS 4624220
#define MIN_PIXELS 3686400
#define MAX_PIXELS 16777216

static const GessoParameterChoice pro_sizes[] = {
  { "2048x2048", N_("Square") },
  { "2368x1776", N_("Landscape") },
  { "1776x2368", N_("Portrait") },
  { "2816x1584", N_("Wide") },
  { "1584x2816", N_("Tall") },
  { "3136x1344", N_("Cinema") },
  { "1024x1024", N_("Small square") },
  { NULL },
};

static const GessoParameterChoice sizes[] = {
  { "2048x2048", N_("Square") },
  { "2304x1728", N_("Landscape") },
  { "1728x2304", N_("Portrait") },
  { "2848x1600", N_("Wide") },
  { "1600x2848", N_("Tall") },
  { "3136x1344", N_("Cinema") },
  { "4096x4096", N_("Large square") },
  { "5504x3040", N_("Large and wide") },
  { NULL },
};

static const GessoParameterChoice old_sizes[] = {
  { "1024x1024", N_("Square") },
  { "1152x864", N_("Landscape") },
  { "864x1152", N_("Portrait") },
  { "1280x720", N_("Wide") },
  { "720x1280", N_("Tall") },
  { NULL },
};

#define AUTO { "auto", N_("As the picture given") }

static const GessoParameterChoice pro_tiers[] = { AUTO, { "1K", "1K" }, { "1.5K", "1.5K" }, { "2K", "2K" }, { NULL } };
static const GessoParameterChoice lite_tiers[] = { AUTO, { "2K", "2K" }, { "3K", "3K" }, { "4K", "4K" }, { NULL } };
static const GessoParameterChoice tiers_45[] = { AUTO, { "2K", "2K" }, { "4K", "4K" }, { NULL } };
static const GessoParameterChoice tiers_40[] = { AUTO, { "1K", "1K" }, { "2K", "2K" }, { "4K", "4K" }, { NULL } };

static const GessoParameterChoice shapes[] = {
  AUTO,
  /* Translators: the shape of a picture, here told by the words of the prompt. */
  { "words", N_("As the words say") },
  { "1:1", N_("Square, 1:1") },
  { "16:9", N_("Wide, 16:9") },
  { "9:16", N_("Tall, 9:16") },
  { "4:3", N_("Landscape, 4:3") },
  { "3:4", N_("Portrait, 3:4") },
  { "3:2", N_("Landscape, 3:2") },
  { "2:3", N_("Portrait, 2:3") },
  { "21:9", N_("Cinema, 21:9") },
  { NULL },
};

static const GessoParameterChoice formats[] = { { "png", N_("PNG") }, { "jpeg", N_("JPEG") }, { NULL } };

static const GessoParameterChoice backgrounds[] = {
  { "auto", N_("Automatic") },
  { "opaque", N_("Opaque") },
  { "transparent", N_("Transparent") },
  { NULL },
};

static const GessoParameterChoice prompt_modes[] = {
  { "standard", N_("With care") },
  { "fast", N_("Fast") },
  { NULL },
};

#define SIZE(least, most, list)                                                                                  \
  {                                                                                                              \
    .name = "size", .title = N_("Size"),                                                                         \
    .summary = N_("The shape is kept where the model makes no picture of that size."),                           \
    .kind = GESSO_PARAMETER_SIZE, .minimum = least, .maximum = most, .step = 1, .choices = list                  \
  }

#define SHAPE                                                                                                    \
  {                                                                                                              \
    .name = "aspect-ratio", .title = N_("Shape"), .summary = N_("Where no size is set."),                        \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "auto", .choices = shapes                                        \
  }

#define RESOLUTION(list)                                                                                         \
  {                                                                                                              \
    .name = "resolution", .title = N_("Resolution"), .summary = N_("Where no size is set."),                     \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "auto", .choices = list                                          \
  }

#define PROMPT_MODE                                                                                              \
  {                                                                                                              \
    .name = "prompt-mode", .title = N_("Reading of the prompt"), .summary = N_("Fast is a little less exact."),  \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "standard", .choices = prompt_modes                              \
  }

#define FORMAT                                                                                                   \
  {                                                                                                              \
    .name = "output-format", .title = N_("Format"), .summary = N_("PNG loses nothing, JPEG is smaller."),        \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "png", .choices = formats                                        \
  }

#define BACKGROUND(words)                                                                                        \
  {                                                                                                              \
    .name = "background", .title = N_("Background"), .summary = words, .kind = GESSO_PARAMETER_CHOICE,           \
    .fallback = "auto", .choices = backgrounds                                                                   \
  }

#define WATERMARK                                                                                                \
  {                                                                                                              \
    .name = "watermark", .title = N_("Watermark"),                                                               \
    .summary = N_("Writes “AI generated” into the corner of the picture."), .kind = GESSO_PARAMETER_BOOL,        \
    .fallback = "false"                                                                                          \
  }

#define COUNT                                                                                                    \
  {                                                                                                              \
    .name = "count", .title = N_("Pictures"),                                                                    \
    .summary = N_("At most this many as a series; the model may make fewer. Each is charged."),                  \
    .kind = GESSO_PARAMETER_INT, .minimum = 1, .maximum = GESSO_BYTEPLUS_MAX_SERIES, .step = 1, .fallback = "1"  \
  }

#define GUIDANCE(usual)                                                                                          \
  {                                                                                                              \
    .name = "guidance-scale", .title = N_("Guidance"), .summary = N_("How closely the words are followed."),     \
    .kind = GESSO_PARAMETER_DOUBLE, .minimum = 1, .maximum = 10, .step = .5, .fallback = usual                   \
  }

#define SEED                                                                                                     \
  {                                                                                                              \
    .name = "seed", .title = N_("Seed"), .summary = N_("The same seed gives nearly the same picture again."),    \
    .kind = GESSO_PARAMETER_SEED, .minimum = 0, .maximum = G_MAXINT32, .step = 1                                 \
  }

#define WEB_SEARCH                                                                                               \
  {                                                                                                              \
    .name = "web-search", .title = N_("Web search"), .summary = N_("Lets the model look things up; charged by itself."), \
    .kind = GESSO_PARAMETER_BOOL, .fallback = "false"                                                            \
  }

#define MASK_EDGE                                                                                                \
  GESSO_COVERAGE_PARAMETERS

/* At 16:1 the sides are 4 times and a quarter of a square's. */
#define PRO_SIZE SIZE (240, 8600, pro_sizes)
#define LARGE_SIZE SIZE (480, 16384, sizes)
#define OF_GIVEN N_("Only where the picture worked on has transparent parts itself. Transparent needs PNG.")

static const GessoParameterSpec parameters_55[] = {
  PRO_SIZE, SHAPE, RESOLUTION (pro_tiers), FORMAT, BACKGROUND (N_("Transparent needs PNG.")), WATERMARK, MASK_EDGE, { NULL },
};
static const GessoParameterSpec parameters_pro[] = {
  PRO_SIZE, SHAPE, RESOLUTION (pro_tiers), FORMAT, BACKGROUND (OF_GIVEN), PROMPT_MODE, WATERMARK, MASK_EDGE, { NULL },
};
static const GessoParameterSpec parameters_flash[] = {
  PRO_SIZE, SHAPE, RESOLUTION (pro_tiers), FORMAT, BACKGROUND (OF_GIVEN), WATERMARK, MASK_EDGE, { NULL },
};
static const GessoParameterSpec parameters_lite[] = {
  LARGE_SIZE, SHAPE, RESOLUTION (lite_tiers), COUNT, FORMAT, WEB_SEARCH, WATERMARK, MASK_EDGE, { NULL },
};
static const GessoParameterSpec parameters_45[] = {
  LARGE_SIZE, SHAPE, RESOLUTION (tiers_45), COUNT, WATERMARK, MASK_EDGE, { NULL },
};
static const GessoParameterSpec parameters_40[] = {
  SIZE (240, 16384, sizes), SHAPE, RESOLUTION (tiers_40), COUNT, PROMPT_MODE, WATERMARK, MASK_EDGE, { NULL },
};
static const GessoParameterSpec parameters_30[] = {
  SIZE (512, 2048, old_sizes), GUIDANCE ("2.5"), SEED, WATERMARK, { NULL },
};
static const GessoParameterSpec parameters_seededit[] = { GUIDANCE ("5.5"), SEED, WATERMARK, MASK_EDGE, { NULL } };
static const GessoParameterSpec parameters_any[] = { SIZE (480, 8600, pro_sizes), WATERMARK, MASK_EDGE, { NULL } };

#define MODEL(model_id, name, ...)                                                                               \
  { .id = model_id, .title = name, .max_count = 1, .max_input_bytes = MAX_INPUT_BYTES, .limit_seconds = 300, __VA_ARGS__ }
#define PRO(model_id, name, ...)                                                                                 \
  MODEL (model_id, name, .tools = ALL_TOOLS, .max_sources = 10, .size = { .max_pixels = PRO_MAX_PIXELS }, __VA_ARGS__)
/* A series takes longer, each picture some 20 s. */
#define SERIES(model_id, name, ...)                                                                              \
  {                                                                                                              \
    .id = model_id, .title = name, .tools = ALL_TOOLS, .max_count = GESSO_BYTEPLUS_MAX_SERIES,                   \
    .max_sources = 14, .max_input_bytes = MAX_INPUT_BYTES, .limit_seconds = 900,                                 \
    .size = { .max_pixels = MAX_PIXELS }, __VA_ARGS__                                                            \
  }

const GessoModelSpec gesso_byteplus_models[] = {
  PRO ("dola-seedream-5-0-pro-260628", N_("Seedream 5.0 Pro"), .note = N_("For precise edits."),
       .parameters = parameters_pro, .price = .045),
  PRO ("seedream-5-5-261028", N_("Seedream 5.5"), .note = N_("The newest."), .parameters = parameters_55, .price = .035),
  SERIES ("seedream-5-0-260128", N_("Seedream 5.0 Lite"), .note = N_("Makes series, and up to 4K."),
          .parameters = parameters_lite, .price = .035),
  PRO ("dola-seedream-5-0-flash-260915", N_("Seedream 5.0 Flash"), .note = N_("The fast and cheap one."),
       .parameters = parameters_flash, .price = .018),
  SERIES ("seedream-4-5-251128", N_("Seedream 4.5"), .parameters = parameters_45, .price = .04),
  SERIES ("seedream-4-0-250828", N_("Seedream 4.0"), .parameters = parameters_40, .price = .03),
  { NULL },
};

/* Not offered, as they end or have ended, or are the artist's own; but they work for whoever types them. */
static const GessoModelSpec typed[] = {
  MODEL ("seedream-3-0-t2i", N_("Seedream 3.0"), .tools = BIT (GENERATE), .parameters = parameters_30, .price = -1),
  MODEL ("seededit-3-0-i2i", N_("SeedEdit 3.0"), .tools = BIT (EDIT) | BIT (REDUX) | BIT (REPLACE_BACKGROUND_PROMPT) |
         BIT (INPAINT) | BIT (EXPAND), .max_sources = 1, .parameters = parameters_seededit, .price = .03),
  PRO ("", N_("Seedream"), .parameters = parameters_any, .price = -1),
};

/* The most special stem first; the last stands for what is not known and takes
 * only what all models take. */
static const GessoBytePlusFamily families[] = {
  { "seedream-5-5", GESSO_BYTEPLUS_FORMAT | GESSO_BYTEPLUS_BACKGROUND | GESSO_BYTEPLUS_BACKDROP, PRO_MIN_PIXELS,
    PRO_MAX_PIXELS, .020, .035, 2601124, .008, 0 },
  { "seedream-5-0-pro", GESSO_BYTEPLUS_FORMAT | GESSO_BYTEPLUS_BACKGROUND, PRO_MIN_PIXELS, PRO_MAX_PIXELS, .045, .09,
    2610000, .003, 1 },
  { "seedream-5-0-flash", GESSO_BYTEPLUS_FORMAT | GESSO_BYTEPLUS_BACKGROUND, PRO_MIN_PIXELS, PRO_MAX_PIXELS, .018, .018 },
  { "seedream-5-0", GESSO_BYTEPLUS_SERIES | GESSO_BYTEPLUS_FORMAT, MIN_PIXELS, MAX_PIXELS, .035, .035 },
  { "seedream-4-5", GESSO_BYTEPLUS_SERIES, MIN_PIXELS, MAX_PIXELS, .04, .04 },
  { "seedream-4-0", GESSO_BYTEPLUS_SERIES, PRO_MIN_PIXELS, MAX_PIXELS, .03, .03 },
  { "seedream-3-0-t2i", 0, 512 * 512, 2048 * 2048, -1, -1 },
  { "seededit-3-0-i2i", GESSO_BYTEPLUS_ADAPTS, 512 * 512, 2048 * 2048, .03, .03 },
  { "", 0, MIN_PIXELS, PRO_MAX_PIXELS, -1, -1 },
};

/* The same model has another prefix in another region. */
static const char *
skip_region (const char *id)
{
  static const char *const prefixes[] = { "dola-", "doubao-" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (id, prefixes[i]))
      return id + strlen (prefixes[i]);
  return id;
}

const GessoBytePlusFamily *
gesso_byteplus_find_family (const char *id)
{
  const char *stem = skip_region (id);
  guint i = 0;

  while (!g_str_has_prefix (stem, families[i].stem))
    i++;
  return &families[i];
}

const GessoModelSpec *
gesso_byteplus_find_alike (const char *id)
{
  const GessoBytePlusFamily *family = gesso_byteplus_find_family (id);
  const char *stem = skip_region (id);
  guint i = 0;

  if (!g_str_has_prefix (stem, "seedream-") && !g_str_has_prefix (stem, "seededit-") && !g_str_has_prefix (id, "ep-"))
    return NULL;
  for (const GessoModelSpec *model = gesso_byteplus_models; model->id != NULL; model++)
    if (gesso_byteplus_find_family (model->id) == family)
      return model;
  while (!g_str_has_prefix (stem, typed[i].id))
    i++;
  return &typed[i];
}
