/* gesso-device-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-coverage.h"
#include "gesso-device-compute.h"
#include "gesso-device-provider.h"
#include "gesso-sketch.h"

#define BIT(tool) (1u << GESSO_TOOL_##tool)

struct _GessoDeviceProvider
{
  GessoProvider parent_instance;
};

G_DEFINE_FINAL_TYPE (GessoDeviceProvider, gesso_device_provider, GESSO_TYPE_PROVIDER)

static const GessoParameterChoice sizes[] = {
  { "1024x1024", N_("Square") },
  { "1344x768", N_("Wide") },
  { "768x1344", N_("Tall") },
  { "1152x896", N_("Landscape") },
  { "896x1152", N_("Portrait") },
  { "1920x1080", N_("Screen") },
  { "2048x2048", N_("Large square") },
  { NULL },
};

static const GessoParameterChoice factors[] = {
  { "2", N_("2×") },
  { "4", N_("4×") },
  { NULL },
};

#define SEED                                                                                                    \
  {                                                                                                             \
    .name = "seed", .title = N_("Seed"), .summary = N_("The same seed gives the same picture again."),          \
    .kind = GESSO_PARAMETER_SEED, .minimum = 0, .maximum = G_MAXINT32, .step = 1                                \
  }

#define COUNT                                                                                                   \
  {                                                                                                             \
    .name = "count", .title = N_("Pictures"), .summary = N_("How many pictures to make, each with its own seed."), \
    .kind = GESSO_PARAMETER_INT, .minimum = 1, .maximum = MAX_COUNT, .step = 1, .fallback = "1"                 \
  }

#define MAX_COUNT 8

static const GessoParameterSpec sketch_parameters[] = {
  { .name = "size", .title = N_("Size"), .kind = GESSO_PARAMETER_SIZE, .minimum = 64,
    .maximum = GESSO_SKETCH_MAX_SIDE, .step = 1, .fallback = "1024x1024", .choices = sizes },
  COUNT,
  SEED,
  { NULL },
};

static const GessoParameterSpec fill_parameters[] = {
  GESSO_COVERAGE_PARAMETERS,
  COUNT,
  SEED,
  { NULL },
};

static const GessoParameterSpec cutout_parameters[] = {
  { .name = "seed", .title = N_("Seed"), .summary = N_("Of the backdrop, where it is drawn from words."),
    .kind = GESSO_PARAMETER_SEED, .minimum = 0, .maximum = G_MAXINT32, .step = 1 },
  { NULL },
};

static const GessoParameterSpec resample_parameters[] = {
  { .name = "factor", .title = N_("Factor"), .kind = GESSO_PARAMETER_CHOICE, .fallback = "2", .choices = factors },
  { NULL },
};

static const GessoModelSpec models[] = {
  {
    .id = "sketch",
    /* Translators: the names of the on-device models. A sketch is drawn by rule; it is not an AI model. */
    .title = N_("Sketch"),
    .note = N_("Draws scenes by rule from the words of the prompt. It is not an AI model; use it to try out ideas and to learn Gesso."),
    .tools = BIT (GENERATE) | BIT (REDUX),
    .parameters = sketch_parameters,
    .max_count = MAX_COUNT,
  },
  {
    .id = "patch-fill",
    .title = N_("Patch fill"),
    .note = N_("Fills from what the picture already shows: grass, water, sky, walls. It invents no new things and does not read the prompt."),
    .tools = BIT (INPAINT) | BIT (EXPAND),
    .parameters = fill_parameters,
    .max_count = MAX_COUNT,
  },
  {
    .id = "cutout",
    .title = N_("Cut-out"),
    .note = N_("Tells the subject from the background by colour. Paint white to keep and black to remove where it errs."),
    .tools = BIT (REMOVE_BACKGROUND) | BIT (REPLACE_BACKGROUND_IMAGE) | BIT (REPLACE_BACKGROUND_PROMPT),
    .parameters = cutout_parameters,
    .max_count = 1,
  },
  {
    .id = "resample",
    .title = N_("Resample"),
    .note = N_("Enlarges with learned filters. It sharpens edges but adds no detail that is not there."),
    .tools = BIT (UPSCALE),
    .parameters = resample_parameters,
    .max_count = 1,
  },
  { NULL },
};

static const GessoProviderSpec device_spec = {
  .id = "device",
  .title = N_("This device"),
  .on_device = TRUE,
  .max_concurrent = 2,
  .models = models,
};

static GessoStep *
gesso_device_provider_next (GessoProvider   *provider,
                            GessoRequest    *request,
                            JsonObject      *state,
                            GessoHttpAnswer *answer)
{
  switch (gesso_request_get_tool (request))
    {
    case GESSO_TOOL_GENERATE:
    case GESSO_TOOL_REDUX:
      return gesso_step_new_compute (gesso_device_compute_sketch);
    case GESSO_TOOL_INPAINT:
    case GESSO_TOOL_EXPAND:
      return gesso_step_new_compute (gesso_device_compute_fill);
    case GESSO_TOOL_UPSCALE:
      return gesso_step_new_compute (gesso_device_compute_resample);
    default:
      return gesso_step_new_compute (gesso_device_compute_cutout);
    }
}

static void
gesso_device_provider_class_init (GessoDeviceProviderClass *klass)
{
  GessoProviderClass *provider_class = GESSO_PROVIDER_CLASS (klass);

  provider_class->spec = &device_spec;
  provider_class->next = gesso_device_provider_next;
}

static void
gesso_device_provider_init (GessoDeviceProvider *self)
{
}
