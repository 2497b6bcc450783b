/* gesso-provider-replicate-models.c - models at Replicate that need no look at their schema
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As of 2026-11-21, from the models' version pages; prices are not in the API
 * and from memory.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-provider-replicate-private.h"

#define BIT(tool) (1u << GESSO_TOOL_##tool)
#define BY_WORDS (BIT (EDIT) | BIT (INPAINT) | BIT (EXPAND))
#define UNKNOWN_PRICE -1

#define SEED                                                                                                    \
  { .name = "seed", .title = N_("Seed"), .summary = N_("The same seed gives nearly the same picture again."),   \
    .kind = GESSO_PARAMETER_SEED, .minimum = 0, .maximum = G_MAXINT32, .step = 1 }
#define COUNT(most)                                                                                             \
  { .name = "count", .title = N_("Pictures"), .kind = GESSO_PARAMETER_INT, .minimum = 1, .maximum = most,       \
    .step = 1, .fallback = "1" }
#define FORMAT                                                                                                  \
  { .name = "output_format", .title = N_("File format"), .summary = N_("PNG loses nothing, JPEG is smaller."),  \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "png", .choices = formats }
#define CHOICE(name_, title_, fallback_, choices_)                                                              \
  { .name = name_, .title = title_, .kind = GESSO_PARAMETER_CHOICE, .fallback = fallback_, .choices = choices_ }
#define WHOLE(name_, title_, least, most, fallback_)                                                            \
  { .name = name_, .title = title_, .kind = GESSO_PARAMETER_INT, .minimum = least, .maximum = most,             \
    .step = 1, .fallback = fallback_ }
#define NUMBER(name_, title_, least, most, step_, fallback_)                                                    \
  { .name = name_, .title = title_, .kind = GESSO_PARAMETER_DOUBLE, .minimum = least, .maximum = most,          \
    .step = step_, .fallback = fallback_ }
#define SWITCH(name_, title_, fallback_)                                                                        \
  { .name = name_, .title = title_, .kind = GESSO_PARAMETER_BOOL, .fallback = fallback_ }
#define REWRITE SWITCH ("prompt_upsampling", N_("Let the service rewrite the prompt"), "false")

static const GessoParameterChoice formats[] = { { "png", N_("PNG") }, { "jpg", N_("JPEG") }, { NULL } };

static const GessoParameterChoice kontext_ratio_choices[] = {
  { "match_input_image", N_("As the picture") }, { "1:1", "1:1" }, { "16:9", "16:9" }, { "9:16", "9:16" },
  { "4:3", "4:3" }, { "3:4", "3:4" }, { "3:2", "3:2" }, { "2:3", "2:3" }, { "4:5", "4:5" }, { "5:4", "5:4" },
  { "21:9", "21:9" }, { "9:21", "9:21" }, { "2:1", "2:1" }, { "1:2", "1:2" }, { NULL },
};

static const char *const kontext_ratios[] = {
  "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "4:5", "5:4", "21:9", "9:21", "2:1", "1:2", NULL,
};

static const GessoParameterChoice ratio_choices[] = {
  { "1:1", "1:1" }, { "16:9", "16:9" }, { "3:2", "3:2" }, { "2:3", "2:3" }, { "4:5", "4:5" },
  { "5:4", "5:4" }, { "9:16", "9:16" }, { "3:4", "3:4" }, { "4:3", "4:3" }, { NULL },
};

static const char *const ratios[] = { "1:1", "16:9", "3:2", "2:3", "4:5", "5:4", "9:16", "3:4", "4:3", NULL };

static const GessoParameterChoice resolutions[] = { { "2K", "2K" }, { "4K", "4K" }, { NULL } };

static const GessoParameterSpec kontext_parameters[] = {
  CHOICE ("aspect_ratio", N_("Shape"), NULL, kontext_ratio_choices),
  SEED, FORMAT, REWRITE,
  { .name = "safety_tolerance", .title = N_("Safety tolerance"),
    .summary = N_("How much the service lets through: 0 is the strictest, and 2 the most when it is given a picture."),
    .kind = GESSO_PARAMETER_INT, .minimum = 0, .maximum = 6, .step = 1, .fallback = "2" },
  { NULL },
};

static const GessoParameterSpec pro_parameters[] = {
  CHOICE ("aspect_ratio", N_("Shape"), "1:1", ratio_choices),
  SEED, FORMAT, REWRITE,
  WHOLE ("safety_tolerance", N_("Safety tolerance"), 1, 6, "2"),
  { NULL },
};

static const GessoParameterSpec fill_pro_parameters[] = {
  WHOLE ("steps", N_("Steps"), 15, 50, "50"),
  SEED, FORMAT, REWRITE,
  WHOLE ("safety_tolerance", N_("Safety tolerance"), 1, 6, "2"),
  { NULL },
};

static const GessoParameterSpec fill_dev_parameters[] = {
  COUNT (4),
  WHOLE ("num_inference_steps", N_("Steps"), 1, 50, "28"),
  NUMBER ("guidance", N_("Guidance"), 0, 100, 0.5, "30"),
  SEED, FORMAT,
  { NULL },
};

static const GessoParameterSpec redux_parameters[] = {
  CHOICE ("aspect_ratio", N_("Shape"), NULL, ratio_choices),
  COUNT (4),
  WHOLE ("num_inference_steps", N_("Steps"), 1, 50, "28"),
  NUMBER ("guidance", N_("Guidance"), 0, 10, 0.1, "3"),
  SEED, FORMAT,
  { NULL },
};

static const GessoParameterSpec seedream_parameters[] = {
  CHOICE ("resolution", N_("Resolution"), "2K", resolutions),
  CHOICE ("aspect_ratio", N_("Shape"), NULL, kontext_ratio_choices),
  { NULL },
};

static const GessoParameterSpec esrgan_parameters[] = {
  WHOLE ("factor", N_("Factor"), 2, 10, "4"),
  SWITCH ("face_enhance", N_("Mend faces"), "false"),
  { NULL },
};

static const GessoParameterSpec clarity_parameters[] = {
  WHOLE ("factor", N_("Factor"), 2, 4, "2"),
  NUMBER ("creativity", N_("Creativity"), 0, 1, 0.05, "0.35"),
  NUMBER ("resemblance", N_("Resemblance"), 0, 3, 0.05, "0.6"),
  NUMBER ("dynamic", N_("Contrast"), 1, 50, 0.5, "6"),
  { .name = "negative_prompt", .title = N_("Without"), .kind = GESSO_PARAMETER_TEXT },
  SEED, FORMAT,
  { NULL },
};

static const GessoParameterSpec backdrop_parameters[] = {
  SWITCH ("refine_prompt", N_("Let the service rewrite the prompt"), "true"),
  { .name = "negative_prompt", .title = N_("Without"), .kind = GESSO_PARAMETER_TEXT },
  SEED,
  { NULL },
};

static const GessoParameterSpec no_parameters[] = { { NULL } };

const GessoModelSpec gesso_replicate_models[] = {
  { .id = "black-forest-labs/flux-kontext-pro", .title = "FLUX.1 Kontext [pro]", .tools = BIT (GENERATE) | BY_WORDS,
    .parameters = kontext_parameters, .max_count = 1, .price = 0.04, .size = { .ratios = kontext_ratios }, .max_sources = 1 },
  { .id = "black-forest-labs/flux-kontext-max", .title = "FLUX.1 Kontext [max]", .tools = BIT (GENERATE) | BY_WORDS,
    .parameters = kontext_parameters, .max_count = 1, .price = 0.08, .size = { .ratios = kontext_ratios }, .max_sources = 1 },
  { .id = "black-forest-labs/flux-1.1-pro", .title = "FLUX1.1 [pro]", .tools = BIT (GENERATE),
    .parameters = pro_parameters, .max_count = 1, .price = UNKNOWN_PRICE, .size = { .ratios = ratios } },
  { .id = "black-forest-labs/flux-fill-pro", .title = "FLUX.1 Fill [pro]", .tools = BIT (INPAINT) | BIT (EXPAND),
    .parameters = fill_pro_parameters, .max_count = 1, .price = 0.05, .mask = GESSO_MASK_FORM_WHITE,
    .size = { .min_side = 256, .max_side = 2048 }, .max_sources = 1 },
  { .id = "black-forest-labs/flux-fill-dev", .title = "FLUX.1 Fill [dev]", .tools = BIT (INPAINT) | BIT (EXPAND),
    .parameters = fill_dev_parameters, .max_count = 4, .price = UNKNOWN_PRICE, .mask = GESSO_MASK_FORM_WHITE,
    .size = { .min_side = 256, .max_side = 1440, .multiple = 32 }, .max_sources = 1 },
  { .id = "black-forest-labs/flux-redux-dev", .title = "FLUX.1 Redux [dev]", .tools = BIT (REDUX),
    .note = N_("Does not read the prompt."),
    .parameters = redux_parameters, .max_count = 4, .price = UNKNOWN_PRICE, .size = { .ratios = ratios }, .max_sources = 1 },
  { .id = "bytedance/seedream-4.5", .title = "Seedream 4.5", .tools = BIT (GENERATE) | BY_WORDS,
    .parameters = seedream_parameters, .max_count = 1, .price = UNKNOWN_PRICE, .size = { .ratios = kontext_ratios },
    .max_sources = 14 },
  { .id = "nightmareai/real-esrgan", .title = "Real-ESRGAN", .tools = BIT (UPSCALE),
    .parameters = esrgan_parameters, .max_count = 1, .price = 0.002,
    .size = { .max_pixels = 1440 * 1440 }, .max_sources = 1 },
  { .id = "philz1337x/clarity-upscaler", .title = "Clarity Upscaler", .tools = BIT (UPSCALE),
    .note = N_("Invents detail: faces and writing may change."),
    .parameters = clarity_parameters, .max_count = 1, .price = UNKNOWN_PRICE, .max_sources = 1 },
  { .id = "lucataco/remove-bg", .title = "remove-bg", .tools = BIT (REMOVE_BACKGROUND),
    .parameters = no_parameters, .max_count = 1, .price = UNKNOWN_PRICE, .max_sources = 1 },
  { .id = "bria/generate-background", .title = "Bria Generate Background",
    .tools = BIT (REPLACE_BACKGROUND_PROMPT) | BIT (REPLACE_BACKGROUND_IMAGE),
    .note = N_("A background picture serves as a model for a new one; it is not used as it is."),
    .parameters = backdrop_parameters, .max_count = 1, .price = UNKNOWN_PRICE, .max_sources = 2 },
  { NULL },
};

#define PNG "{\"output_format\":\"png\"}"

static const char *const outputs_names[] = { "count", "num_outputs", NULL };
static const char *const seedream_names[] = { "resolution", "size", NULL };
static const char *const esrgan_names[] = { "factor", "scale", NULL };
static const char *const clarity_names[] = { "factor", "scale_factor", NULL };

static const GessoReplicateFields fields[] = {
  { "black-forest-labs/flux-kontext-pro", .prompt = "prompt", .picture = "input_image" },
  { "black-forest-labs/flux-kontext-max", .prompt = "prompt", .picture = "input_image" },
  { "black-forest-labs/flux-1.1-pro", .prompt = "prompt", .constants = PNG },
  { "black-forest-labs/flux-fill-pro", .prompt = "prompt", .picture = "image", .mask = "mask", .constants = PNG },
  { "black-forest-labs/flux-fill-dev", .prompt = "prompt", .picture = "image", .mask = "mask", .names = outputs_names,
    .constants = "{\"output_format\":\"png\",\"megapixels\":\"match_input\"}" },
  { "black-forest-labs/flux-redux-dev", .picture = "redux_image", .names = outputs_names, .constants = PNG },
  { "bytedance/seedream-4.5", .prompt = "prompt", .pictures = "image_input", .names = seedream_names },
  { "nightmareai/real-esrgan", "42fed1c4974146d4d2414e2be2c5277c7fcf05fcc3a73abf41610695738c1d7b",
    .picture = "image", .names = esrgan_names },
  { "philz1337x/clarity-upscaler", .ask = TRUE, .prompt = "prompt", .picture = "image", .names = clarity_names,
    .constants = PNG },
  { "lucataco/remove-bg", "95fcc2a26d3899cd6c2691c900465aaeff466285a65c14638cc5f36f34befaf1", .picture = "image" },
  /* Without it the result comes at one megapixel. */
  { "bria/generate-background", .prompt = "bg_prompt", .picture = "image", .background = "ref_image_file",
    .constants = "{\"original_quality\":true}" },
};

const GessoReplicateFields *
gesso_replicate_find_fields (const char *model_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].id, model_id))
      return &fields[i];
  return NULL;
}
