/* gesso-dummy-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-dummy-provider.h"
#include "gesso-error.h"
#include "gesso-frame.h"

#define BIT(tool) (1u << GESSO_TOOL_##tool)

struct _GessoDummyProvider
{
  GessoProvider parent_instance;
};

G_DEFINE_FINAL_TYPE (GessoDummyProvider, gesso_dummy_provider, GESSO_TYPE_PROVIDER)

static GMutex lock;
static GCond changed;
static guint runs, running, peak, releases;

static const GessoParameterSpec parameters[] = {
  { .name = "count", .title = "Count", .kind = GESSO_PARAMETER_INT, .minimum = 1, .maximum = 4, .step = 1 },
  { .name = "seed", .title = "Seed", .kind = GESSO_PARAMETER_SEED, .minimum = 0, .maximum = G_MAXINT32 },
  { .name = "feather", .title = "Feather", .kind = GESSO_PARAMETER_INT, .minimum = 0, .maximum = 64, .step = 1 },
  { .name = "edge", .title = "Edge", .kind = GESSO_PARAMETER_TEXT },
  { NULL },
};

#define MODEL(name, bits) { .id = name, .title = name, .tools = bits, .parameters = parameters, .max_count = 4, .price = 0.5 }

static const GessoModelSpec models[] = {
  MODEL ("succeed", BIT (GENERATE)),
  MODEL ("fail", BIT (GENERATE)),
  MODEL ("empty", BIT (GENERATE)),
  MODEL ("stall", BIT (GENERATE)),
  MODEL ("slow", BIT (GENERATE)),
  MODEL ("invert", BIT (INPAINT) | BIT (EXPAND)),
  MODEL ("file", BIT (GENERATE)),
  MODEL ("refuse", BIT (GENERATE)),
  MODEL ("finished", BIT (GENERATE)),
  { NULL },
};

static const GessoProviderSpec dummy_spec = {
  .id = "dummy", .title = "Dummy", .on_device = TRUE, .max_concurrent = 2, .models = models,
};

static GessoImage *
make_grey (gint64 seed)
{
  GessoImage *image = gesso_image_new (8, 8, 3, NULL);

  for (guint y = 0; y < 8; y++)
    memset (gesso_image_edit_row (image, y), (int) (seed & 255), 24);
  return image;
}

static gboolean
fail_on_worker (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_CONTENT_REFUSED, "The dummy refuses this.");
  return FALSE;
}

static gboolean
stall_on_worker (GCancellable *cancellable,
                 GError      **error)
{
  GPollFD fd;

  if (g_cancellable_make_pollfd (cancellable, &fd))
    {
      while (!g_cancellable_is_cancelled (cancellable))
        g_poll (&fd, 1, -1);
      g_cancellable_release_fd (cancellable);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
wake_cb (GCancellable *cancellable,
         gpointer      user_data)
{
  g_mutex_lock (&lock);
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
}

static gboolean
wait_for_release (GCancellable *cancellable,
                  GError      **error)
{
  gulong handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), NULL, NULL);

  g_mutex_lock (&lock);
  while (releases == 0 && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&changed, &lock);
  if (releases > 0)
    releases--;
  g_mutex_unlock (&lock);
  g_cancellable_disconnect (cancellable, handler);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* The source, every byte inverted, at the size the tool asks for. */
static GessoImage *
invert_source (GessoRequest *request,
               GError      **error)
{
  const GessoFrame *frame = gesso_request_get_frame (request);
  g_autoptr (GessoImage) source = gesso_codec_decode (gesso_request_find_input (request, GESSO_ROLE_SOURCE)->bytes, NULL, error);
  guint width, height, channels;
  GessoImage *image;

  if (source == NULL)
    return NULL;
  channels = gesso_image_get_channels (source);
  width = gesso_image_get_width (source) + (guint) (frame->left + frame->right);
  height = gesso_image_get_height (source) + (guint) (frame->top + frame->bottom);
  image = gesso_image_new (width, height, channels, error);
  gesso_image_paste (image, source, frame->left, frame->top);
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width * channels; x++)
      gesso_image_edit_row (image, y)[x] ^= 0xff;
  return image;
}

static gboolean
add_images (GessoResult  *result,
            GessoRequest *request,
            const char   *model,
            GError      **error)
{
  GessoParameters *values = gesso_request_get_parameters (request);
  gint64 count = gesso_parameters_get_int (values, "count", 1), seed = gesso_parameters_get_int (values, "seed", -1);

  for (gint64 i = 0; i < count && !g_str_equal (model, "empty"); i++)
    {
      GessoImage *image = g_str_equal (model, "invert") ? invert_source (request, error) : make_grey (seed + i);

      if (image == NULL)
        return FALSE;
      if (g_str_equal (model, "file"))
        {
          g_autoptr (GBytes) bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, error);

          gesso_result_add_bytes (result, bytes, seed + i);
          gesso_image_unref (image);
        }
      else
        gesso_result_take_pixels (result, image, seed + i);
    }
  gesso_result_set_note (result, "A note.");
  return TRUE;
}

static GessoResult *
compute (GessoRequest     *request,
         GessoProgressFunc progress,
         gpointer          user_data,
         GCancellable     *cancellable,
         GError          **error)
{
  g_autoptr (GessoResult) result = gesso_result_new ();
  const char *model = strchr (gesso_request_get_model (request), '/') + 1;
  gboolean ok = TRUE;

  g_mutex_lock (&lock);
  runs++;
  running++;
  peak = MAX (peak, running);
  g_mutex_unlock (&lock);
  progress (0.5, user_data);
  if (g_str_equal (model, "fail"))
    ok = fail_on_worker (error);
  else if (g_str_equal (model, "stall"))
    ok = stall_on_worker (cancellable, error);
  else if (g_str_equal (model, "slow"))
    ok = wait_for_release (cancellable, error);
  ok = ok && add_images (result, request, model, error);
  g_mutex_lock (&lock);
  running--;
  g_mutex_unlock (&lock);
  return ok ? g_steal_pointer (&result) : NULL;
}

static GessoStep *
gesso_dummy_provider_next (GessoProvider   *provider,
                           GessoRequest    *request,
                           JsonObject      *state,
                           GessoHttpAnswer *answer)
{
  const char *model = strchr (gesso_request_get_model (request), '/') + 1;
  g_autoptr (GessoResult) result = NULL;

  json_object_set_string_member (state, "asked", model);
  if (g_str_equal (model, "refuse"))
    return gesso_step_new_failed (g_error_new_literal (GESSO_ERROR, GESSO_ERROR_UNSUPPORTED, "Not with this dummy."));
  if (!g_str_equal (model, "finished"))
    return gesso_step_new_compute (compute);
  result = gesso_result_new ();
  gesso_result_take_pixels (result, make_grey (9), 9);
  return gesso_step_new_finished (result);
}

static void
gesso_dummy_provider_class_init (GessoDummyProviderClass *klass)
{
  GESSO_PROVIDER_CLASS (klass)->spec = &dummy_spec;
  GESSO_PROVIDER_CLASS (klass)->next = gesso_dummy_provider_next;
}

static void
gesso_dummy_provider_init (GessoDummyProvider *self)
{
}

GessoProvider *
gesso_dummy_provider_new (void)
{
  return g_object_new (GESSO_TYPE_DUMMY_PROVIDER, NULL);
}

void
gesso_dummy_reset (void)
{
  g_mutex_lock (&lock);
  runs = running = peak = releases = 0;
  g_mutex_unlock (&lock);
}

void
gesso_dummy_release (void)
{
  g_mutex_lock (&lock);
  releases++;
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
}

static guint
read_count (const guint *count)
{
  guint value;

  g_mutex_lock (&lock);
  value = *count;
  g_mutex_unlock (&lock);
  return value;
}

guint
gesso_dummy_get_runs (void)
{
  return read_count (&runs);
}

guint
gesso_dummy_get_running (void)
{
  return read_count (&running);
}

guint
gesso_dummy_get_peak (void)
{
  return read_count (&peak);
}
