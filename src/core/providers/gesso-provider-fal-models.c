/* gesso-provider-fal-models.c - what each model at fal takes, and where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As of 2026-11-21. Names, types and defaults are those of the schemas that
 * fal publishes with its JavaScript client (2026-08-02); prices are from the
 * models' pages where they were seen there, the others are unknown.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-provider-fal-private.h"

#define BIT(tool) (1u << GESSO_TOOL_##tool)

/* What a model that edits by words does besides: the mask is then applied here. */
#define BY_WORDS (BIT (EDIT) | BIT (INPAINT) | BIT (EXPAND))
#define UNKNOWN_PRICE -1

#define COUNT(most)                                                                                             \
  { .name = "count", .title = N_("Pictures"), .kind = GESSO_PARAMETER_INT, .minimum = 1, .maximum = most,       \
    .step = 1, .fallback = "1" }
#define SEED                                                                                                    \
  { .name = "seed", .title = N_("Seed"), .summary = N_("The same seed gives nearly the same picture again."),   \
    .kind = GESSO_PARAMETER_SEED, .minimum = 0, .maximum = G_MAXINT32, .step = 1 }
#define FORMAT                                                                                                  \
  { .name = "output_format", .title = N_("File format"), .summary = N_("PNG loses nothing, JPEG is smaller."),  \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "png", .choices = formats }
#define TOLERANCE(choices_)                                                                                     \
  { .name = "safety_tolerance", .title = N_("Safety tolerance"),                                                \
    .summary = N_("How much the service lets through: 1 is the strictest."),                                    \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "2", .choices = choices_ }
#define SIZE(least, largest)                                                                                    \
  { .name = "size", .title = N_("Size"), .kind = GESSO_PARAMETER_SIZE, .minimum = least, .maximum = largest,    \
    .step = 1, .fallback = least > 1024 ? "2048x2048" : "1024x1024",                                            \
    .choices = least > 1024 ? large_sizes : sizes }
#define RATIO(title_)                                                                                           \
  { .name = "aspect_ratio", .title = title_, .kind = GESSO_PARAMETER_CHOICE, .choices = ratio_choices }
#define NUMBER(name_, title_, least, most, step_, fallback_)                                                    \
  { .name = name_, .title = title_, .kind = GESSO_PARAMETER_DOUBLE, .minimum = least, .maximum = most,          \
    .step = step_, .fallback = fallback_ }
#define SWITCH(name_, title_, fallback_)                                                                        \
  { .name = name_, .title = title_, .kind = GESSO_PARAMETER_BOOL, .fallback = fallback_ }
#define FACTOR                                                                                                  \
  { .name = "factor", .title = N_("Factor"), .kind = GESSO_PARAMETER_INT, .minimum = 2, .maximum = 4,           \
    .step = 1, .fallback = "2" }

static const GessoParameterChoice formats[] = { { "png", N_("PNG") }, { "jpeg", N_("JPEG") }, { NULL } };

static const GessoParameterChoice tolerances[] = {
  { "1", "1" }, { "2", "2" }, { "3", "3" }, { "4", "4" }, { "5", "5" }, { "6", "6" }, { NULL },
};

static const GessoParameterChoice tolerances_flux_2[] = {
  { "1", "1" }, { "2", "2" }, { "3", "3" }, { "4", "4" }, { "5", "5" }, { NULL },
};

static const char *const ratios[] = { "21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21", NULL };

static const GessoParameterChoice ratio_choices[] = {
  { "21:9", "21:9" }, { "16:9", "16:9" }, { "4:3", "4:3" }, { "3:2", "3:2" }, { "1:1", "1:1" },
  { "2:3", "2:3" }, { "3:4", "3:4" }, { "9:16", "9:16" }, { "9:21", "9:21" }, { NULL },
};

static const GessoParameterChoice sizes[] = {
  { "1024x1024", N_("Square") },
  { "1024x768", N_("Landscape") },
  { "768x1024", N_("Portrait") },
  { "1024x576", N_("Wide") },
  { "576x1024", N_("Tall") },
  { NULL },
};

static const GessoParameterChoice large_sizes[] = {
  { "2048x2048", N_("Square") },
  { "2560x1920", N_("Landscape") },
  { "1920x2560", N_("Portrait") },
  { "3840x2160", N_("Wide") },
  { "2160x3840", N_("Tall") },
  { NULL },
};

static const GessoParameterChoice esrgan_models[] = {
  { "RealESRGAN_x4plus", N_("Photographs") },
  { "RealESRGAN_x2plus", N_("Photographs, gentle") },
  { "RealESRGAN_x4plus_anime_6B", N_("Drawings") },
  { NULL },
};

static const GessoParameterChoice birefnet_models[] = {
  { "General Use (Light)", N_("General") },
  { "General Use (Light 2K)", N_("General, large pictures") },
  { "General Use (Heavy)", N_("General, thorough") },
  { "Matting", N_("Hair and fur") },
  { "Portrait", N_("Portraits") },
  { NULL },
};

static const GessoParameterChoice outpaint_modes[] = { { "high", N_("Best") }, { "fast", N_("Fast") }, { NULL } };

static const GessoParameterSpec kontext_parameters[] = {
  RATIO (N_("Shape")),
  NUMBER ("guidance_scale", N_("Guidance"), 1, 20, 0.1, "3.5"),
  COUNT (4), SEED, FORMAT, TOLERANCE (tolerances),
  SWITCH ("enhance_prompt", N_("Let the service rewrite the prompt"), "false"),
  { NULL },
};

static const GessoParameterSpec pro_parameters[] = {
  SIZE (256, 1440), COUNT (4), SEED, FORMAT, TOLERANCE (tolerances),
  SWITCH ("enhance_prompt", N_("Let the service rewrite the prompt"), "false"),
  { NULL },
};

static const GessoParameterSpec ultra_parameters[] = {
  RATIO (N_("Shape")), COUNT (4), SEED, FORMAT, TOLERANCE (tolerances),
  SWITCH ("raw", N_("Less processed look"), "false"),
  { NULL },
};

static const GessoParameterSpec flux_2_parameters[] = {
  SIZE (256, 2048), SEED, FORMAT, TOLERANCE (tolerances_flux_2),
  { NULL },
};

static const GessoParameterSpec fill_parameters[] = {
  COUNT (4), SEED, FORMAT, TOLERANCE (tolerances),
  SWITCH ("enhance_prompt", N_("Let the service rewrite the prompt"), "false"),
  { NULL },
};

static const GessoParameterSpec expand_parameters[] = {
  { .name = "negative_prompt", .title = N_("Without"), .kind = GESSO_PARAMETER_TEXT },
  SEED,
  { NULL },
};

static const GessoParameterSpec outpaint_parameters[] = {
  { .name = "mode", .title = N_("Quality"), .kind = GESSO_PARAMETER_CHOICE, .fallback = "high", .choices = outpaint_modes },
  FORMAT,
  { NULL },
};

static const GessoParameterSpec redux_parameters[] = {
  SIZE (256, 1440),
  NUMBER ("guidance_scale", N_("Guidance"), 1, 20, 0.1, "3.5"),
  COUNT (4), SEED, FORMAT, TOLERANCE (tolerances),
  { NULL },
};

static const GessoParameterSpec clarity_parameters[] = {
  FACTOR,
  NUMBER ("creativity", N_("Creativity"), 0, 1, 0.05, "0.35"),
  NUMBER ("resemblance", N_("Resemblance"), 0, 1, 0.05, "0.6"),
  { .name = "negative_prompt", .title = N_("Without"), .kind = GESSO_PARAMETER_TEXT },
  SEED,
  { NULL },
};

static const GessoParameterSpec esrgan_parameters[] = {
  FACTOR,
  { .name = "model", .title = N_("Made for"), .kind = GESSO_PARAMETER_CHOICE, .fallback = "RealESRGAN_x4plus",
    .choices = esrgan_models },
  SWITCH ("face", N_("Mend faces"), "false"),
  { NULL },
};

static const GessoParameterSpec birefnet_parameters[] = {
  { .name = "model", .title = N_("Made for"), .kind = GESSO_PARAMETER_CHOICE, .fallback = "General Use (Light)",
    .choices = birefnet_models },
  SWITCH ("refine_foreground", N_("Clean the colours at the edge"), "true"),
  { NULL },
};

static const GessoParameterSpec backdrop_parameters[] = {
  SWITCH ("refine_prompt", N_("Let the service rewrite the prompt"), "true"),
  { .name = "negative_prompt", .title = N_("Without"), .kind = GESSO_PARAMETER_TEXT },
  COUNT (4), SEED,
  { NULL },
};

static const GessoParameterSpec seedream_parameters[] = {
  SIZE (1920, 4096), COUNT (4), SEED,
  { NULL },
};

static const GessoParameterSpec seedream_5_parameters[] = {
  SIZE (1440, 4096), COUNT (4),
  { NULL },
};

static const GessoParameterSpec no_parameters[] = { { NULL } };

#define PICTURE_RULE(largest) { .min_side = 256, .max_side = largest, .max_pixels = (guint64) largest * largest }

const GessoModelSpec gesso_fal_models[] = {
  { .id = "flux-pro-kontext", .title = "FLUX.1 Kontext [pro]", .tools = BIT (GENERATE) | BY_WORDS,
    .parameters = kontext_parameters, .max_count = 4, .price = 0.04, .size = { .ratios = ratios }, .max_sources = 4 },
  { .id = "flux-pro-kontext-max", .title = "FLUX.1 Kontext [max]", .tools = BIT (GENERATE) | BY_WORDS,
    .parameters = kontext_parameters, .max_count = 4, .price = 0.08, .size = { .ratios = ratios }, .max_sources = 4 },
  { .id = "flux-pro", .title = "FLUX1.1 [pro]", .tools = BIT (GENERATE),
    .parameters = pro_parameters, .max_count = 4, .price = UNKNOWN_PRICE, .size = PICTURE_RULE (1440) },
  { .id = "flux-pro-ultra", .title = "FLUX1.1 [pro] ultra", .tools = BIT (GENERATE),
    .parameters = ultra_parameters, .max_count = 4, .price = UNKNOWN_PRICE, .size = { .ratios = ratios } },
  { .id = "flux-2-pro", .title = "FLUX.2 [pro]", .tools = BIT (GENERATE) | BY_WORDS,
    .parameters = flux_2_parameters, .max_count = 1, .price = UNKNOWN_PRICE,
    .size = { .min_side = 256, .max_side = 2048, .multiple = 16, .max_pixels = 4u << 20 }, .max_sources = 8 },
  { .id = "flux-pro-fill", .title = "FLUX.1 Fill [pro]", .tools = BIT (INPAINT) | BIT (EXPAND),
    .parameters = fill_parameters, .max_count = 4, .price = UNKNOWN_PRICE, .mask = GESSO_MASK_FORM_WHITE,
    .size = { .min_side = 256, .max_side = 2048 }, .max_sources = 1 },
  { .id = "bria-expand", .title = "Bria Expand", .tools = BIT (EXPAND),
    .note = N_("The old picture must be at least 15 percent of the new one."),
    .parameters = expand_parameters, .max_count = 1, .price = 0.04,
    .size = { .max_side = 4999, .max_pixels = 4999 * 4999 }, .max_sources = 1 },
  { .id = "flux-2-outpaint", .title = "FLUX.2 [pro] Outpaint", .tools = BIT (EXPAND),
    .note = N_("Does not read the prompt."),
    .parameters = outpaint_parameters, .max_count = 1, .price = UNKNOWN_PRICE, .max_sources = 1 },
  { .id = "flux-pro-redux", .title = "FLUX1.1 [pro] Redux", .tools = BIT (REDUX),
    .parameters = redux_parameters, .max_count = 4, .price = UNKNOWN_PRICE, .size = PICTURE_RULE (1440), .max_sources = 1 },
  { .id = "clarity-upscaler", .title = "Clarity Upscaler", .tools = BIT (UPSCALE),
    .note = N_("Invents detail: faces and writing may change."),
    .parameters = clarity_parameters, .max_count = 1, .price = UNKNOWN_PRICE, .max_sources = 1 },
  { .id = "esrgan", .title = "Real-ESRGAN", .tools = BIT (UPSCALE),
    .parameters = esrgan_parameters, .max_count = 1, .price = UNKNOWN_PRICE, .max_sources = 1 },
  { .id = "bria-remove-background", .title = "Bria RMBG 2.0", .tools = BIT (REMOVE_BACKGROUND),
    .parameters = no_parameters, .max_count = 1, .price = UNKNOWN_PRICE, .max_sources = 1 },
  { .id = "birefnet", .title = "BiRefNet", .tools = BIT (REMOVE_BACKGROUND),
    .parameters = birefnet_parameters, .max_count = 1, .price = UNKNOWN_PRICE, .max_sources = 1 },
  { .id = "bria-replace-background", .title = "Bria Background Replace",
    .tools = BIT (REPLACE_BACKGROUND_PROMPT) | BIT (REPLACE_BACKGROUND_IMAGE),
    .note = N_("A background picture serves as a model for a new one; it is not used as it is."),
    .parameters = backdrop_parameters, .max_count = 4, .price = UNKNOWN_PRICE, .max_sources = 2 },
  { .id = "seedream-4.5", .title = "Seedream 4.5", .tools = BIT (GENERATE) | BY_WORDS,
    .parameters = seedream_parameters, .max_count = 4, .price = UNKNOWN_PRICE,
    .size = { .min_side = 1920, .max_side = 4096, .max_pixels = 4096 * 4096 }, .max_sources = 10 },
  { .id = "seedream-5-lite", .title = "Seedream 5 Lite", .tools = BIT (GENERATE) | BY_WORDS,
    .parameters = seedream_5_parameters, .max_count = 4, .price = UNKNOWN_PRICE,
    .size = { .min_side = 1440, .max_side = 4096, .max_pixels = 4096 * 4096 }, .max_sources = 10 },
  { NULL },
};

static const char *const common_names[] = { "count", "num_images", "size", "", NULL };
static const char *const clarity_names[] = { "factor", "upscale_factor", NULL };
static const char *const esrgan_names[] = { "factor", "scale", NULL };

#define PNG "{\"output_format\":\"png\"}"

/* For one tool of a model the row with the fewest pictures comes first. */
static const GessoFalEndpoint endpoints[] = {
  { "flux-pro-kontext", BIT (GENERATE), "fal-ai/flux-pro/kontext/text-to-image",
    .size = GESSO_FAL_SIZE_RATIO, .names = common_names, .constants = PNG },
  { "flux-pro-kontext", BY_WORDS, "fal-ai/flux-pro/kontext", 1, .takes.picture = "image_url",
    .names = common_names, .constants = PNG },
  { "flux-pro-kontext", BY_WORDS, "fal-ai/flux-pro/kontext/multi", 4, .takes.pictures = "image_urls",
    .names = common_names, .constants = PNG },
  { "flux-pro-kontext-max", BIT (GENERATE), "fal-ai/flux-pro/kontext/max/text-to-image",
    .size = GESSO_FAL_SIZE_RATIO, .names = common_names, .constants = PNG },
  { "flux-pro-kontext-max", BY_WORDS, "fal-ai/flux-pro/kontext/max", 1, .takes.picture = "image_url",
    .names = common_names, .constants = PNG },
  { "flux-pro-kontext-max", BY_WORDS, "fal-ai/flux-pro/kontext/max/multi", 4, .takes.pictures = "image_urls",
    .names = common_names, .constants = PNG },
  { "flux-pro", BIT (GENERATE), "fal-ai/flux-pro/v1.1",
    .size = GESSO_FAL_SIZE_PIXELS, .names = common_names, .constants = PNG },
  { "flux-pro-ultra", BIT (GENERATE), "fal-ai/flux-pro/v1.1-ultra",
    .size = GESSO_FAL_SIZE_RATIO, .names = common_names, .constants = PNG },
  { "flux-2-pro", BIT (GENERATE), "fal-ai/flux-2-pro",
    .size = GESSO_FAL_SIZE_PIXELS, .names = common_names, .constants = PNG },
  { "flux-2-pro", BY_WORDS, "fal-ai/flux-2-pro/edit", 8, .takes.pictures = "image_urls",
    .size = GESSO_FAL_SIZE_PIXELS, .names = common_names, .constants = PNG },
  { "flux-pro-fill", BIT (INPAINT) | BIT (EXPAND), "fal-ai/flux-pro/v1/fill", 1, .takes.picture = "image_url",
    .takes.mask = "mask_url", .names = common_names, .constants = PNG },
  { "bria-expand", BIT (EXPAND), "fal-ai/bria/expand", 1, .takes.picture = "image_url", .size = GESSO_FAL_SIZE_CANVAS },
  { "flux-2-outpaint", BIT (EXPAND), "fal-ai/flux-2-pro/outpaint", 1, .takes.picture = "image_url", .wordless = TRUE,
    .size = GESSO_FAL_SIZE_SIDES, .constants = PNG },
  { "flux-pro-redux", BIT (REDUX), "fal-ai/flux-pro/v1.1/redux", 1, .takes.picture = "image_url",
    .size = GESSO_FAL_SIZE_PIXELS, .names = common_names, .constants = PNG },
  { "clarity-upscaler", BIT (UPSCALE), "fal-ai/clarity-upscaler", 1, .takes.picture = "image_url", .names = clarity_names },
  { "esrgan", BIT (UPSCALE), "fal-ai/esrgan", 1, .takes.picture = "image_url", .wordless = TRUE, .names = esrgan_names },
  { "bria-remove-background", BIT (REMOVE_BACKGROUND), "fal-ai/bria/background/remove", 1, .takes.picture = "image_url",
    .wordless = TRUE },
  { "birefnet", BIT (REMOVE_BACKGROUND), "fal-ai/birefnet/v2", 1, .takes.picture = "image_url", .wordless = TRUE,
    .constants = PNG },
  { "bria-replace-background", BIT (REPLACE_BACKGROUND_PROMPT), "fal-ai/bria/background/replace", 1,
    .takes.picture = "image_url", .names = common_names },
  /* It takes a prompt or a picture, never both. */
  { "bria-replace-background", BIT (REPLACE_BACKGROUND_IMAGE), "fal-ai/bria/background/replace", 2,
    .takes.picture = "image_url", .takes.background = "ref_image_url", .wordless = TRUE, .names = common_names },
  { "seedream-4.5", BIT (GENERATE), "fal-ai/bytedance/seedream/v4.5/text-to-image",
    .size = GESSO_FAL_SIZE_PIXELS, .names = common_names },
  { "seedream-4.5", BY_WORDS, "fal-ai/bytedance/seedream/v4.5/edit", 10, .takes.pictures = "image_urls",
    .size = GESSO_FAL_SIZE_PIXELS, .names = common_names },
  { "seedream-5-lite", BIT (GENERATE), "bytedance/seedream/v5/lite/text-to-image",
    .size = GESSO_FAL_SIZE_PIXELS, .names = common_names },
  { "seedream-5-lite", BY_WORDS, "bytedance/seedream/v5/lite/edit", 10, .takes.pictures = "image_urls",
    .size = GESSO_FAL_SIZE_PIXELS, .names = common_names },
};

const GessoFalEndpoint *
gesso_fal_find_endpoint (const char *model_id,
                         GessoTool   tool,
                         guint       n_pictures)
{
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    if (g_str_equal (endpoints[i].model, model_id) && (endpoints[i].tools & 1u << tool) != 0 &&
        n_pictures <= endpoints[i].most)
      return &endpoints[i];
  return NULL;
}
