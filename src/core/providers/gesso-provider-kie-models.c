/* gesso-provider-kie-models.c - what each model at KIE takes and costs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As of 2026-11-21. Kontext is KIE's own documentation; names of jobs' fields
 * are those of its market pages, or of the sister model where a page was not
 * seen (seedream/5-pro…). Prices were seen in 2026-10 at resellers and on the
 * price page, a credit at half a cent.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-coverage.h"
#include "gesso-provider-kie.h"

#define BIT(tool) (1u << GESSO_TOOL_##tool)
#define EDITING_TOOLS (BIT (EDIT) | BIT (REDUX) | BIT (REPLACE_BACKGROUND_PROMPT) | BIT (INPAINT) | BIT (EXPAND))
#define TWO_PICTURE_TOOLS (EDITING_TOOLS | BIT (REPLACE_BACKGROUND_IMAGE))
#define MEGABYTES(n) ((gsize) (n) * 1000 * 1000)

static const char *const kontext_ratios[] = { "21:9", "16:9", "4:3", "1:1", "3:4", "9:16", NULL };
static const char *const flux_ratios[] = { "1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", NULL };
static const char *const seedream_ratios[] = { "1:1", "4:3", "3:4", "16:9", "9:16", "2:3", "3:2", "21:9", NULL };
static const char *const banana_ratios[] = {
  "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", NULL,
};

/* Translators: the shape of the picture worked on, or else the usual one. */
#define AUTO { "auto", N_("As the picture given") }
#define SQUARE { "1:1", N_("Square, 1:1") }
#define WIDE { "16:9", N_("Wide, 16:9") }
#define TALL { "9:16", N_("Tall, 9:16") }
#define LANDSCAPE { "4:3", N_("Landscape, 4:3") }
#define PORTRAIT { "3:4", N_("Portrait, 3:4") }
#define CINEMA { "21:9", N_("Cinema, 21:9") }
#define FILM { "3:2", N_("Landscape, 3:2") }, { "2:3", N_("Portrait, 2:3") }

static const GessoParameterChoice kontext_shapes[] = { AUTO, SQUARE, WIDE, LANDSCAPE, PORTRAIT, TALL, CINEMA, { NULL } };
static const GessoParameterChoice flux_shapes[] = { AUTO, SQUARE, WIDE, LANDSCAPE, PORTRAIT, TALL, FILM, { NULL } };
static const GessoParameterChoice seedream_shapes[] = {
  AUTO, SQUARE, WIDE, LANDSCAPE, PORTRAIT, TALL, FILM, CINEMA, { NULL },
};
static const GessoParameterChoice banana_shapes[] = {
  AUTO, SQUARE, WIDE, LANDSCAPE, PORTRAIT, TALL, FILM, CINEMA,
  { "5:4", N_("Landscape, 5:4") }, { "4:5", N_("Portrait, 4:5") }, { NULL },
};

static const GessoParameterChoice formats[] = { { "jpeg", N_("JPEG") }, { "png", N_("PNG") }, { NULL } };
static const GessoParameterChoice short_formats[] = { { "png", N_("PNG") }, { "jpg", N_("JPEG") }, { NULL } };
static const GessoParameterChoice resolutions[] = { { "1K", "1K" }, { "2K", "2K" }, { "4K", "4K" }, { NULL } };
static const GessoParameterChoice flux_resolutions[] = { { "1K", "1K" }, { "2K", "2K" }, { NULL } };
static const GessoParameterChoice factors[] = {
  { "1", N_("1×") },
  { "2", N_("2×") },
  { "4", N_("4×") },
  { "8", N_("8×") },
  { NULL },
};

static const GessoParameterChoice qualities[] = {
  { "basic", N_("Basic") },
  { "high", N_("High") },
  { NULL },
};

static const GessoParameterChoice speeds[] = {
  { "TURBO", N_("Fast") },
  { "BALANCED", N_("Balanced") },
  { "QUALITY", N_("Careful") },
  { NULL },
};

#define SHAPE(list, usual)                                                                                       \
  {                                                                                                              \
    .name = "aspect-ratio", .title = N_("Shape"), .kind = GESSO_PARAMETER_CHOICE, .fallback = usual,             \
    .choices = list                                                                                              \
  }
#define CHOICE(name_, title_, list, usual)                                                                       \
  { .name = name_, .title = title_, .kind = GESSO_PARAMETER_CHOICE, .fallback = usual, .choices = list }
#define MASK_EDGE                                                                                                \
  GESSO_COVERAGE_PARAMETERS
#define RESOLUTION(list) CHOICE ("resolution", N_("Resolution"), list, "1K")
#define QUALITY CHOICE ("quality", N_("Quality"), qualities, "basic")
#define FORMAT CHOICE ("output-format", N_("Format"), short_formats, "png")

/* The defaults are those of the vendor. */
static const GessoParameterSpec kontext_parameters[] = {
  { .name = "aspect-ratio", .title = N_("Shape"), .summary = N_("A picture made from words alone is 16:9 by itself."),
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "auto", .choices = kontext_shapes },
  { .name = "translation", .title = N_("Translate the prompt"),
    .summary = N_("The model reads English only; KIE translates from other languages."),
    .kind = GESSO_PARAMETER_BOOL, .fallback = "true" },
  { .name = "prompt-upsampling", .title = N_("Enrich the prompt"),
    .summary = N_("Lets the service add details to your words."), .kind = GESSO_PARAMETER_BOOL, .fallback = "false" },
  { .name = "safety-tolerance", .title = N_("Safety tolerance"),
    .summary = N_("0 lets the least through, 6 the most; at most 2 where a picture is given."),
    .kind = GESSO_PARAMETER_INT, .minimum = 0, .maximum = 6, .step = 1, .fallback = "2" },
  { .name = "output-format", .title = N_("Format"), .summary = N_("PNG loses nothing, JPEG is smaller."),
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "jpeg", .choices = formats },
  MASK_EDGE,
  { NULL },
};

static const GessoParameterSpec banana_parameters[] = {
  SHAPE (banana_shapes, "auto"), RESOLUTION (resolutions), FORMAT, MASK_EDGE, { NULL },
};
static const GessoParameterSpec seedream_parameters[] = { SHAPE (seedream_shapes, "auto"), QUALITY, MASK_EDGE, { NULL } };
static const GessoParameterSpec flux_parameters[] = {
  SHAPE (flux_shapes, "auto"), RESOLUTION (flux_resolutions), MASK_EDGE, { NULL },
};
static const GessoParameterSpec ideogram_parameters[] = {
  CHOICE ("rendering-speed", N_("Speed"), speeds, "BALANCED"),
  { .name = "expand-prompt", .title = N_("Enrich the prompt"),
    .summary = N_("Lets the service add details to your words."), .kind = GESSO_PARAMETER_BOOL, .fallback = "true" },
  { .name = "seed", .title = N_("Seed"), .summary = N_("The same seed gives nearly the same picture again."),
    .kind = GESSO_PARAMETER_SEED, .minimum = 0, .maximum = G_MAXINT32, .step = 1 },
  MASK_EDGE,
  { NULL },
};
static const GessoParameterSpec topaz_parameters[] = { CHOICE ("factor", N_("Factor"), factors, "2"), { NULL } };
static const GessoParameterSpec no_parameters[] = { { NULL } };

/* A look each 5 s, 60 times. */
#define KONTEXT(model_id, name, ...)                                                                             \
  {                                                                                                              \
    .id = model_id, .title = name, .tools = BIT (GENERATE) | EDITING_TOOLS, .parameters = kontext_parameters,    \
    .max_count = 1, .size = { .ratios = kontext_ratios }, .max_sources = 1, .limit_seconds = 300,                \
    .poll_seconds = 5, __VA_ARGS__                                                                               \
  }
#define JOB(model_id, name, ...)                                                                                 \
  {                                                                                                              \
    .id = model_id, .title = name, .max_count = 1, .max_input_bytes = MEGABYTES (10), .limit_seconds = 900,      \
    __VA_ARGS__                                                                                                  \
  }
#define BANANA(model_id, name, ...)                                                                              \
  JOB (model_id, name, .tools = BIT (GENERATE) | TWO_PICTURE_TOOLS, .parameters = banana_parameters,             \
       .size = { .ratios = banana_ratios }, __VA_ARGS__)
#define WORDS(model_id, name, ...) JOB (model_id, name, .tools = BIT (GENERATE), __VA_ARGS__)
#define PICTURES(model_id, name, ...) JOB (model_id, name, .tools = TWO_PICTURE_TOOLS, __VA_ARGS__)
#define SEEDREAM .parameters = seedream_parameters, .size = { .ratios = seedream_ratios }
#define FLUX_2 .parameters = flux_parameters, .size = { .ratios = flux_ratios }

const GessoModelSpec gesso_kie_models[] = {
  KONTEXT ("flux-kontext-pro", N_("FLUX Kontext Pro"), .price = .025),
  KONTEXT ("flux-kontext-max", N_("FLUX Kontext Max"), .note = N_("For difficult edits."), .price = .05),
  BANANA ("nano-banana-pro", N_("Nano Banana Pro"), .max_sources = 8, .price = .09),
  BANANA ("nano-banana-2", N_("Nano Banana 2"), .max_sources = 14, .price = -1),
  WORDS ("flux-2/pro-text-to-image", N_("FLUX.2 Pro"), FLUX_2, .price = -1),
  PICTURES ("flux-2/pro-image-to-image", N_("FLUX.2 Pro, edits"), FLUX_2, .max_sources = 8, .price = -1),
  WORDS ("flux-2/flex-text-to-image", N_("FLUX.2 Flex"), FLUX_2, .price = -1),
  PICTURES ("flux-2/flex-image-to-image", N_("FLUX.2 Flex, edits"), FLUX_2, .max_sources = 8, .price = -1),
  WORDS ("seedream/5-pro-text-to-image", N_("Seedream 5 Pro"), SEEDREAM, .price = .035),
  PICTURES ("seedream/5-pro-image-to-image", N_("Seedream 5 Pro, edits"), SEEDREAM, .max_sources = 10, .price = .035),
  WORDS ("seedream/5-flash-text-to-image", N_("Seedream 5 Flash"), SEEDREAM, .price = .016),
  PICTURES ("seedream/4.5-edit", N_("Seedream 4.5, edits"), SEEDREAM, .max_sources = 14, .price = -1),
  /* Which side of the mask is black is Ideogram's own way; KIE does not say. */
  JOB ("ideogram/v3-edit", N_("Ideogram 3, fill"), .tools = BIT (INPAINT) | BIT (EXPAND),
       .parameters = ideogram_parameters, .mask = GESSO_MASK_FORM_BLACK, .max_sources = 1, .price = .035),
  JOB ("topaz/image-upscale", N_("Topaz, upscale"), .tools = BIT (UPSCALE), .parameters = topaz_parameters,
       .max_sources = 1, .price = .05),
  JOB ("recraft/crisp-upscale", N_("Recraft, crisp upscale"), .tools = BIT (UPSCALE), .parameters = no_parameters,
       .max_sources = 1, .price = -1),
  { .id = "recraft/remove-background", .title = N_("Recraft, cut-out"), .tools = BIT (REMOVE_BACKGROUND),
    .parameters = no_parameters, .max_count = 1, .price = .005, .max_sources = 1,
    .size = { .min_side = 256, .max_side = 4096, .max_pixels = 16000000 }, .max_input_bytes = MEGABYTES (5),
    .limit_seconds = 900 },
  { NULL },
};

static const GessoKieForm forms[] = {
  { "flux-kontext-", "", .kontext = TRUE, .prompt = TRUE },
  { "nano-banana-", "", .prompt = TRUE, .image = "image_input", .list = TRUE,
    .constants = "{\"resolution\":\"1K\",\"output_format\":\"png\"}" },
  { "flux-2/", "-text-to-image", .prompt = TRUE, .constants = "{\"resolution\":\"1K\"}" },
  { "flux-2/", "-image-to-image", .prompt = TRUE, .image = "input_urls", .list = TRUE,
    .constants = "{\"resolution\":\"1K\"}" },
  { "seedream/", "-text-to-image", .prompt = TRUE, .constants = "{\"quality\":\"basic\"}" },
  { "seedream/", "-image-to-image", .prompt = TRUE, .image = "image_urls", .list = TRUE,
    .constants = "{\"quality\":\"basic\"}" },
  { "seedream/", "-edit", .prompt = TRUE, .image = "image_urls", .list = TRUE, .constants = "{\"quality\":\"basic\"}" },
  { "ideogram/", "-edit", .prompt = TRUE, .image = "image_url", .mask = "mask_url",
    .constants = "{\"rendering_speed\":\"BALANCED\",\"expand_prompt\":true}" },
  { "topaz/", "image-upscale", .image = "image_url", .constants = "{\"upscale_factor\":\"2\"}" },
  { "recraft/", "crisp-upscale", .image = "image" },
  { "recraft/", "remove-background", .image = "image" },
};

const GessoKieForm *
gesso_kie_find_form (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_has_prefix (id, forms[i].prefix) && g_str_has_suffix (id, forms[i].suffix))
      return &forms[i];
  return NULL;
}

const GessoModelSpec *
gesso_kie_find_alike (const char *id)
{
  const GessoKieForm *form = gesso_kie_find_form (id);

  for (const GessoModelSpec *model = gesso_kie_models; form != NULL && model->id != NULL; model++)
    if (gesso_kie_find_form (model->id) == form)
      return model;
  return NULL;
}
