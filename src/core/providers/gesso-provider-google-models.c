/* gesso-provider-google-models.c - what each Gemini image model takes and costs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As of 2026-11-21. Google retires image models every few months: Imagen ended
 * on 2026-06-24, all ids on -preview on 2026-06-25.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-coverage.h"
#include "gesso-provider-google.h"

#define BIT(tool) (1u << GESSO_TOOL_##tool)
#define ALL_TOOLS                                                                               \
  (BIT (GENERATE) | BIT (EDIT) | BIT (REDUX) | BIT (REPLACE_BACKGROUND_IMAGE) |                 \
   BIT (REPLACE_BACKGROUND_PROMPT) | BIT (INPAINT) | BIT (EXPAND))

/* A request of 20 MB is taken everywhere, with its base64. */
#define MAX_INPUT_BYTES (14 * 1000 * 1000)

#define TEN_RATIOS "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"

static const char *const ratios_10[] = { TEN_RATIOS, NULL };
static const char *const ratios_14[] = { TEN_RATIOS, "1:4", "4:1", "1:8", "8:1", NULL };

#define TEN_CHOICES                                                                             \
  { "auto", N_("Automatic") }, { "1:1", N_("1:1 square") }, { "2:3", N_("2:3 portrait") },      \
  { "3:2", N_("3:2 landscape") }, { "3:4", N_("3:4 portrait") }, { "4:3", N_("4:3 landscape") }, \
  { "4:5", N_("4:5 portrait") }, { "5:4", N_("5:4 landscape") }, { "9:16", N_("9:16 tall") },   \
  { "16:9", N_("16:9 wide") }, { "21:9", N_("21:9 cinema") }

static const GessoParameterChoice ratio_choices_10[] = { TEN_CHOICES, { NULL } };
static const GessoParameterChoice ratio_choices_14[] = {
  TEN_CHOICES,
  { "1:4", N_("1:4 very tall") },
  { "4:1", N_("4:1 very wide") },
  { "1:8", N_("1:8 strip") },
  { "8:1", N_("8:1 strip") },
  { NULL },
};

/* The server's words; the K is a capital. */
static const GessoParameterChoice resolutions[] = {
  { "1K", N_("1K") },
  { "2K", N_("2K") },
  { "4K", N_("4K") },
  { NULL },
};

static const GessoParameterChoice more_resolutions[] = {
  { "0.5K", N_("½K") },
  { "1K", N_("1K") },
  { "2K", N_("2K") },
  { "4K", N_("4K") },
  { NULL },
};

static const GessoParameterChoice levels[] = {
  { "minimal", N_("Hardly") },
  { "medium", N_("Some") },
  { "high", N_("A lot") },
  { NULL },
};

static const GessoParameterChoice thresholds[] = {
  { "auto", N_("Automatic") },
  { "BLOCK_LOW_AND_ABOVE", N_("Strict") },
  { "BLOCK_MEDIUM_AND_ABOVE", N_("Medium") },
  { "BLOCK_ONLY_HIGH", N_("Less strict") },
  { "BLOCK_NONE", N_("Least strict") },
  { NULL },
};

#define RATIO(list)                                                                                              \
  {                                                                                                              \
    .name = "aspect-ratio", .title = N_("Shape"), .summary = N_("Automatic follows the picture given, if any."), \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "auto", .choices = list                                          \
  }

#define RESOLUTION(list)                                                                                         \
  {                                                                                                              \
    .name = "resolution", .title = N_("Resolution"), .summary = N_("Larger takes longer and costs more."),       \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "1K", .choices = list                                            \
  }

#define THINKING                                                                                                 \
  {                                                                                                              \
    .name = "thinking", .title = N_("Planning"), .summary = N_("How much the model thinks before it draws; charged."), \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "medium", .choices = levels                                      \
  }

#define COMMON                                                                                                   \
  { .name = "instructions", .title = N_("Standing instructions"),                                                \
    .summary = N_("What the model should heed in every picture."), .kind = GESSO_PARAMETER_TEXT },               \
  { .name = "comment", .title = N_("Comments"),                                                                  \
    .summary = N_("Lets the model answer in words too, such as why it made no picture."),                        \
    .kind = GESSO_PARAMETER_BOOL, .fallback = "true" },                                                          \
  { .name = "moderation", .title = N_("Moderation"), .kind = GESSO_PARAMETER_CHOICE, .fallback = "auto",         \
    .choices = thresholds },                                                                                     \
  { .name = "temperature", .title = N_("Temperature"), .summary = N_("Higher is more surprising."),              \
    .kind = GESSO_PARAMETER_DOUBLE, .minimum = 0, .maximum = 2, .step = .1 },                                    \
  { .name = "seed", .title = N_("Seed"), .summary = N_("The same seed gives a similar picture again."),          \
    .kind = GESSO_PARAMETER_SEED, .minimum = 0, .maximum = G_MAXINT32, .step = 1 },                              \
  GESSO_COVERAGE_PARAMETERS

static const GessoParameterSpec parameters_banana[] = {
  RATIO (ratio_choices_14), RESOLUTION (resolutions), THINKING, COMMON, { NULL },
};
static const GessoParameterSpec parameters_flash[] = {
  RATIO (ratio_choices_14), RESOLUTION (more_resolutions), COMMON, { NULL },
};
static const GessoParameterSpec parameters_pro[] = { RATIO (ratio_choices_10), RESOLUTION (resolutions), COMMON, { NULL } };
static const GessoParameterSpec parameters_small[] = { RATIO (ratio_choices_10), COMMON, { NULL } };

#define MODEL(model_id, name, ...)                                                                               \
  {                                                                                                              \
    .id = model_id, .title = N_(name), .tools = ALL_TOOLS, .max_count = 1, .mask = GESSO_MASK_FORM_NONE,         \
    .max_input_bytes = MAX_INPUT_BYTES, .limit_seconds = 600, __VA_ARGS__                                        \
  }

/* Prices of 2026-11 at 1K. */
const GessoModelSpec gesso_google_models[] = {
  MODEL ("gemini-nano-banana-2.1", "Nano Banana 2.1", .parameters = parameters_banana, .price = .0336,
         .size = { .ratios = ratios_14 }, .max_sources = 14),
  MODEL ("gemini-3-pro-image", "Gemini 3 Pro Image", .note = N_("Thinks before it draws; good at text in pictures."),
         .parameters = parameters_pro, .price = .134, .size = { .ratios = ratios_10 }, .max_sources = 14),
  MODEL ("gemini-3.1-flash-lite-image", "Gemini 3.1 Flash-Lite Image", .note = N_("Small and quick."),
         .parameters = parameters_small, .price = -1, .size = { .ratios = ratios_10 }, .max_sources = 3),
  { NULL },
};

/* Ending or ended by some reports, so they are not offered; who types their names may still have them. */
static const GessoModelSpec unsafe_models[] = {
  MODEL ("gemini-3.1-flash-image", "Gemini 3.1 Flash Image", .parameters = parameters_flash, .price = .067,
         .size = { .ratios = ratios_14 }, .max_sources = 14),
  MODEL ("gemini-2.5-flash-image", "Gemini 2.5 Flash Image", .parameters = parameters_small, .price = .039,
         .size = { .ratios = ratios_10 }, .max_sources = 3),
};

static const struct
{
  const char *prefix;
  GessoGooglePrice price;
} prices[] = {
  { "gemini-nano-banana-2.1", { 1.50, 7.50, 30 } },
  { "gemini-3-pro-image", { -1, -1, 120 } },
  { "gemini-3.1-flash-image", { -1, -1, 60 } },
  { "gemini-2.5-flash-image", { -1, -1, 30 } },
  { "", { -1, -1, -1 } },
};

const GessoGooglePrice *
gesso_google_find_price (const char *id)
{
  guint i = 0;

  while (!g_str_has_prefix (id, prices[i].prefix))
    i++;
  return &prices[i].price;
}

static gboolean
draws (const char *id)
{
  return g_str_has_prefix (id, "gemini-") && (strstr (id, "image") != NULL || strstr (id, "banana") != NULL);
}

const GessoModelSpec *
gesso_google_find_alike (const char *id)
{
  if (!draws (id))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (unsafe_models); i++)
    if (g_str_has_prefix (id, unsafe_models[i].id))
      return &unsafe_models[i];
  for (const GessoModelSpec *model = gesso_google_models; model->id != NULL; model++)
    if (g_str_has_prefix (id, model->id))
      return model;
  /* An unknown newer one is likeliest to be as the newest known. */
  return &gesso_google_models[0];
}
