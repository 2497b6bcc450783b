/* gesso-provider-openai-models.c - what each OpenAI image model takes and costs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As of 2026-11-21. gpt-image-1 ended on 2026-10-23, dall-e-2 and dall-e-3 on
 * 2026-05-12; whoever types their names is told that they do not exist.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-coverage.h"
#include "gesso-provider-openai.h"
#include "gesso-provider-util.h"

#define BIT(tool) (1u << GESSO_TOOL_##tool)
#define WORD_TOOLS                                                                              \
  (BIT (GENERATE) | BIT (EDIT) | BIT (REDUX) | BIT (REPLACE_BACKGROUND_IMAGE) |                 \
   BIT (REPLACE_BACKGROUND_PROMPT) | BIT (INPAINT) | BIT (EXPAND))
#define ALL_TOOLS (WORD_TOOLS | BIT (REMOVE_BACKGROUND))

#define MAX_COUNT 10
#define MAX_SOURCES 16
#define MAX_INPUT_BYTES (50 * 1000 * 1000)

/* Of a free size. */
#define MIN_PIXELS 655360
#define MAX_PIXELS 8294400
#define MAX_SIDE 3840
#define MAX_ASPECT 3
#define MULTIPLE 16

static const GessoParameterChoice size_suggestions[] = {
  { "1024x1024", N_("Square") },
  { "1536x1024", N_("Landscape") },
  { "1024x1536", N_("Portrait") },
  { "2048x1152", N_("Wide") },
  { "1152x2048", N_("Tall") },
  { "2048x2048", N_("Large square") },
  { "3840x2160", N_("4K") },
  { NULL },
};

static const GessoParameterChoice preset_choices[] = {
  { "auto", N_("Automatic") },
  { "1024x1024", N_("Square") },
  { "1536x1024", N_("Landscape") },
  { "1024x1536", N_("Portrait") },
  { NULL },
};

static const char *const preset_sizes[] = { "1024x1024", "1536x1024", "1024x1536", NULL };

static const GessoParameterChoice qualities[] = {
  { "auto", N_("Automatic") },
  { "low", N_("Low") },
  { "medium", N_("Medium") },
  { "high", N_("High") },
  { NULL },
};

static const GessoParameterChoice more_qualities[] = {
  { "auto", N_("Automatic") },
  { "low", N_("Low") },
  { "medium", N_("Medium") },
  { "high", N_("High") },
  { "xhigh", N_("Very high") },
  { "max", N_("Highest") },
  { NULL },
};

static const GessoParameterChoice backgrounds[] = {
  { "auto", N_("Automatic") },
  { "opaque", N_("Opaque") },
  { "transparent", N_("Transparent") },
  { NULL },
};

static const GessoParameterChoice formats[] = {
  { "png", N_("PNG") },
  { "webp", N_("WebP") },
  { "jpeg", N_("JPEG") },
  { NULL },
};

static const GessoParameterChoice moderations[] = {
  { "auto", N_("Automatic") },
  { "low", N_("Less strict") },
  { NULL },
};

static const GessoParameterChoice complexities[] = {
  { "low", N_("Low") },
  { "medium", N_("Medium") },
  { "high", N_("High") },
  { NULL },
};

static const GessoParameterChoice fidelities[] = {
  { "low", N_("Free") },
  { "high", N_("Close to the pictures given") },
  { NULL },
};

#define QUALITY(list)                                                                                            \
  {                                                                                                              \
    .name = "quality", .title = N_("Quality"), .summary = N_("Higher takes longer and costs more."),             \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "auto", .choices = list                                          \
  }

#define PRESET_SIZE                                                                                              \
  { .name = "size", .title = N_("Size"), .kind = GESSO_PARAMETER_CHOICE, .fallback = "auto", .choices = preset_choices }

#define FREE_SIZE                                                                                                \
  {                                                                                                              \
    .name = "size", .title = N_("Size"), .summary = N_("Up to 3:1, and between 0.7 and 8.3 million pixels."),     \
    .kind = GESSO_PARAMETER_SIZE, .minimum = 480, .maximum = MAX_SIDE, .step = MULTIPLE, .choices = size_suggestions        \
  }

#define COMPLEXITY                                                                                               \
  {                                                                                                              \
    .name = "complexity", .title = N_("Planning"), .summary = N_("How much the model thinks before it draws."),  \
    .kind = GESSO_PARAMETER_CHOICE, .choices = complexities                                                      \
  }

#define FIDELITY                                                                                                 \
  {                                                                                                              \
    .name = "input-fidelity", .title = N_("Likeness"),                                                           \
    .summary = N_("How closely faces and details of the pictures given are kept."),                              \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "low", .choices = fidelities                                     \
  }

#define COMMON                                                                                                   \
  { .name = "background", .title = N_("Background"), .kind = GESSO_PARAMETER_CHOICE, .fallback = "auto",         \
    .choices = backgrounds },                                                                                    \
  { .name = "output-format", .title = N_("Format"), .summary = N_("A transparent background needs PNG or WebP."), \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "png", .choices = formats },                                     \
  { .name = "output-compression", .title = N_("Compression"), .summary = N_("Quality of WebP and JPEG files."),  \
    .kind = GESSO_PARAMETER_INT, .minimum = 0, .maximum = 100, .step = 1, .fallback = "100" },                   \
  { .name = "moderation", .title = N_("Moderation"), .kind = GESSO_PARAMETER_CHOICE, .fallback = "auto",         \
    .choices = moderations },                                                                                    \
  { .name = "previews", .title = N_("Previews"),                                                                 \
    .summary = N_("Shown while one picture is being made; each costs a little more."),                           \
    .kind = GESSO_PARAMETER_INT, .minimum = 0, .maximum = 3, .step = 1, .fallback = "0" },                       \
  GESSO_COVERAGE_PARAMETERS,                                                                                     \
  { .name = "count", .title = N_("Pictures"), .summary = N_("How many pictures to make; each is charged."),      \
    .kind = GESSO_PARAMETER_INT, .minimum = 1, .maximum = MAX_COUNT, .step = 1, .fallback = "1" }

static const GessoParameterSpec parameters_26[] = { FREE_SIZE, QUALITY (more_qualities), COMPLEXITY, COMMON, { NULL } };
static const GessoParameterSpec parameters_2[] = { FREE_SIZE, QUALITY (qualities), COMMON, { NULL } };
static const GessoParameterSpec parameters_15[] = { PRESET_SIZE, QUALITY (qualities), FIDELITY, COMMON, { NULL } };
static const GessoParameterSpec parameters_mini[] = { PRESET_SIZE, QUALITY (qualities), COMMON, { NULL } };

/* What a crop or a padded picture is fitted to; any other that
 * gesso_openai_fit_size() knows is taken too. */
static const char *const free_sizes[] = {
  "1024x1024", "1280x960", "960x1280", "1536x1024", "1024x1536", "1824x1024", "1024x1824", "2048x1024", "1024x2048",
  "2400x1024", "1024x2400", "2048x2048", "2560x1920", "1920x2560", "3072x2048", "2048x3072", "3840x2160", "2160x3840",
  NULL
};

#define FREE_SIZE_RULE { .sizes = free_sizes, .max_side = MAX_SIDE, .max_pixels = MAX_PIXELS }

#define MODEL(model_id, name, ...)                                                                               \
  {                                                                                                              \
    .id = model_id, .title = N_(name), .max_count = MAX_COUNT, .max_sources = MAX_SOURCES,                       \
    .max_input_bytes = MAX_INPUT_BYTES, .mask = GESSO_MASK_FORM_HOLE, .limit_seconds = 900, __VA_ARGS__          \
  }

/* Of 2 and later no price a picture is published, so it is not guessed. */
const GessoModelSpec gesso_openai_models[] = {
  MODEL ("gpt-image-2.6-flare", "GPT Image 2.6 Flare", .note = N_("The fast one of the newest."),
         .tools = ALL_TOOLS, .parameters = parameters_26, .price = -1, .size = FREE_SIZE_RULE),
  MODEL ("gpt-image-2.6-sunburst", "GPT Image 2.6 Sunburst", .note = N_("For precise edits."),
         .tools = ALL_TOOLS, .parameters = parameters_26, .price = -1, .size = FREE_SIZE_RULE),
  MODEL ("gpt-image-2.5-flare", "GPT Image 2.5 Flare", .tools = ALL_TOOLS, .parameters = parameters_26,
         .price = -1, .size = FREE_SIZE_RULE),
  MODEL ("gpt-image-2.5-sunburst", "GPT Image 2.5 Sunburst", .tools = ALL_TOOLS, .parameters = parameters_26,
         .price = -1, .size = FREE_SIZE_RULE),
  MODEL ("gpt-image-2", "GPT Image 2", .tools = ALL_TOOLS, .parameters = parameters_2, .price = -1,
         .size = FREE_SIZE_RULE),
  /* Prices of 2026-11: medium quality, 1024x1024. */
  MODEL ("gpt-image-1.5", "GPT Image 1.5", .tools = ALL_TOOLS, .parameters = parameters_15, .price = .034,
         .size = { .sizes = preset_sizes }),
  MODEL ("gpt-image-1-mini", "GPT Image 1 mini", .note = N_("The cheapest. OpenAI has announced its end."),
         .tools = ALL_TOOLS, .parameters = parameters_mini, .price = .011, .size = { .sizes = preset_sizes }),
  { NULL },
};

/* Prices of 2026-11, the most special prefix first; the first is taken for what is not known. */
static const GessoOpenaiFamily families[] = {
  { "gpt-image-2.6", TRUE, { 5.00, 1.25, 8.00, 2.00, 30.00 } },
  { "gpt-image-2.5", TRUE, { 5.00, 1.25, 8.00, 2.00, 30.00 } },
  { "gpt-image-2", FALSE, { 5.00, 1.25, 8.00, 2.00, 30.00 } },
  { "gpt-image-1.5", FALSE, { 5.00, -1, 8.00, -1, 32.00 } },
  { "gpt-image-1-mini", FALSE, { 2.00, -1, 2.50, -1, 8.00 } },
  { "", FALSE, { -1, -1, -1, -1, -1 } },
};

/* What ended: these words and their dated snapshots ("gpt-image-1-2025-04-23"). */
static const char *const ended[] = { "gpt-image-1", "gpt-image-1-20" };

gboolean
gesso_openai_fit_size (const GessoModelSpec *model,
                       guint                *width,
                       guint                *height)
{
  static const GessoFitRule rule = { .max_side = MAX_SIDE, .multiple = MULTIPLE, .max_pixels = MAX_PIXELS };
  const char *preset;

  if ((guint64) *width * *height < MIN_PIXELS)
    return FALSE;
  if (model->size.sizes == preset_sizes)
    {
      preset = gesso_provider_choose_size (preset_sizes, *width, *height);
      return gesso_parameters_parse_size (preset, width, height);
    }
  gesso_provider_fit_size (&rule, width, height);
  return (guint64) *width * *height >= MIN_PIXELS &&
         MAX (*width, *height) <= MAX_ASPECT * MIN (*width, *height);
}

const GessoOpenaiFamily *
gesso_openai_find_family (const char *id)
{
  guint i = 0;

  while (!g_str_has_prefix (id, families[i].prefix))
    i++;
  return &families[i];
}

static gboolean
is_ended (const char *id)
{
  return g_str_equal (id, ended[0]) || g_str_has_prefix (id, ended[1]);
}

const GessoModelSpec *
gesso_openai_find_alike (const char *id)
{
  const GessoModelSpec *best = NULL;

  if ((!g_str_has_prefix (id, "gpt-image-") && !g_str_has_prefix (id, "chatgpt-image-")) || is_ended (id))
    return NULL;
  for (const GessoModelSpec *model = gesso_openai_models; model->id != NULL; model++)
    if (g_str_has_prefix (id, model->id) && (best == NULL || strlen (model->id) > strlen (best->id)))
      best = model;
  /* An unknown newer one takes at least the sizes and settings that all take. */
  for (const GessoModelSpec *model = gesso_openai_models; best == NULL; model++)
    if (g_str_equal (model->id, "gpt-image-1-mini"))
      best = model;
  return best;
}
