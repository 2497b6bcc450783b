/* gesso-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-job-coming.h"
#include "gesso-job-private.h"

struct _GessoJob
{
  GObject parent_instance;

  GessoJobRow *row;          /* (owned): as last stored */
  GessoRequest *request;     /* (owned) */
  GPtrArray *coming;         /* (owned) (element-type GessoRequest) */
  GessoVersion *version;     /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  GessoJobState state;
  double fraction;
  gint64 began, ended; /* monotonic microseconds; 0: not yet */
  GessoJobStage stage;
  gint64 stage_began; /* monotonic microseconds, as the next */
  gint64 stage_ends;  /* 0: unknown */
  gint64 waited;      /* in stages that are over and only waited */
  double expected;    /* seconds; below 0: unknown */
  GBytes *preview;    /* (owned) (nullable) */
  gboolean cancelled;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_FRACTION,
  PROP_ERROR_MESSAGE,
  PROP_VERSION,
  PROP_DETAIL,
  PROP_PREVIEW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GessoJob, gesso_job, G_TYPE_OBJECT)

static void
gesso_job_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  GessoJob *self = GESSO_JOB (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error != NULL ? self->error->message : NULL);
      break;
    case PROP_VERSION:
      g_value_set_object (value, self->version);
      break;
    case PROP_DETAIL:
      g_value_take_string (value, gesso_job_dup_detail (self));
      break;
    case PROP_PREVIEW:
      g_value_set_boxed (value, self->preview);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_job_finalize (GObject *object)
{
  GessoJob *self = GESSO_JOB (object);

  gesso_job_row_free (self->row);
  g_clear_object (&self->request);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_clear_object (&self->version);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->preview, g_bytes_unref);
  G_OBJECT_CLASS (gesso_job_parent_class)->finalize (object);
}

static void
gesso_job_class_init (GessoJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gesso_job_get_property;
  object_class->finalize = gesso_job_finalize;

  /* A GessoJobState. */
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, GESSO_N_JOB_STATES - 1, GESSO_JOB_QUEUED, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  properties[PROP_VERSION] = g_param_spec_object ("version", NULL, NULL, GESSO_TYPE_VERSION, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_PREVIEW] = g_param_spec_boxed ("preview", NULL, NULL, G_TYPE_BYTES, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_job_init (GessoJob *self)
{
  self->cancellable = g_cancellable_new ();
  self->fraction = -1;
  self->expected = -1;
}

GessoJob *
gesso_job_new (const GessoJobRow *row,
               GessoRequest      *request)
{
  GessoJob *self = g_object_new (GESSO_TYPE_JOB, NULL);

  self->row = gesso_job_row_copy (row);
  self->request = g_object_ref (request);
  self->coming = gesso_job_coming_from_json (row->coming);
  return self;
}

gint64
gesso_job_get_id (GessoJob *self)
{
  return self->row->id;
}

gint64
gesso_job_get_thread_id (GessoJob *self)
{
  return self->row->thread_id;
}

gint64
gesso_job_get_message_id (GessoJob *self)
{
  return self->row->message_id;
}

/** gesso_job_get_request: Returns: (transfer none) */
GessoRequest *
gesso_job_get_request (GessoJob *self)
{
  return self->request;
}

GessoJobState
gesso_job_get_state (GessoJob *self)
{
  return self->state;
}

double
gesso_job_get_fraction (GessoJob *self)
{
  return self->fraction;
}

const GError *
gesso_job_get_error (GessoJob *self)
{
  return self->error;
}

GessoVersion *
gesso_job_get_version (GessoJob *self)
{
  return self->version;
}

double
gesso_job_get_elapsed (GessoJob *self)
{
  gint64 until = self->ended != 0 ? self->ended : g_get_monotonic_time ();

  return self->began != 0 ? (until - self->began) / (double) G_USEC_PER_SEC : 0;
}

static gboolean
is_waiting (GessoJobStage stage)
{
  return stage == GESSO_JOB_STAGE_LIMIT || stage == GESSO_JOB_STAGE_OFFLINE;
}

double
gesso_job_get_worked (GessoJob *self)
{
  gint64 until = self->ended != 0 ? self->ended : g_get_monotonic_time ();
  gint64 waited = self->waited + (is_waiting (self->stage) ? until - self->stage_began : 0);

  return self->began != 0 ? MAX (until - self->began - waited, 0) / (double) G_USEC_PER_SEC : 0;
}

double
gesso_job_get_expected (GessoJob *self)
{
  return self->expected;
}

void
gesso_job_set_expected (GessoJob *self,
                        double    seconds)
{
  if (self->expected == seconds)
    return;
  self->expected = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

void
gesso_job_cancel (GessoJob *self)
{
  g_return_if_fail (GESSO_IS_JOB (self));

  if (self->cancelled || gesso_job_state_is_final (self->state))
    return;
  self->cancelled = TRUE;
  g_cancellable_cancel (self->cancellable);
}

GCancellable *
gesso_job_get_cancellable (GessoJob *self)
{
  return self->cancellable;
}

gboolean
gesso_job_was_cancelled (GessoJob *self)
{
  return self->cancelled;
}

void
gesso_job_suspend (GessoJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

GessoJobRow *
gesso_job_dup_row (GessoJob      *self,
                   GessoJobState  state,
                   const GError  *error)
{
  GessoJobRow *row = gesso_job_row_copy (self->row);

  row->state = state;
  g_clear_pointer (&row->error_class, g_free);
  g_clear_pointer (&row->error_text, g_free);
  if (error != NULL)
    {
      GessoError code = error->domain == GESSO_ERROR ? (GessoError) error->code : GESSO_ERROR_INTERNAL;

      /* Being stopped is no failure, but there may be something to say of it. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        row->error_class = g_strdup (gesso_error_to_nick (code));
      row->error_text = g_strdup (error->message);
    }
  return row;
}

void
gesso_job_set_state_json (GessoJob   *self,
                          const char *state_json)
{
  g_free (self->row->state_json);
  self->row->state_json = g_strdup (state_json);
}

const char *
gesso_job_get_state_json (GessoJob *self)
{
  return self->row->state_json;
}

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoJob *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!gesso_store_secure_job_finish (GESSO_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!gesso_job_state_is_final (self->state))
    gesso_job_set_state (self, (GessoJobState) GPOINTER_TO_INT (g_task_get_task_data (task)));
  g_task_return_boolean (task, TRUE);
}

void
gesso_job_save_async (GessoJob           *self,
                      GessoJobRecord     *record,
                      GessoJobState       state,
                      GessoStore         *store,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *text = gesso_job_record_to_json (record);
  g_autoptr (GessoJobRow) row = NULL;

  g_task_set_source_tag (task, gesso_job_save_async);
  g_task_set_task_data (task, GINT_TO_POINTER (state), NULL);
  gesso_job_set_state_json (self, text);
  row = gesso_job_dup_row (self, state, NULL);
  gesso_store_secure_job_async (store, row, NULL, save_cb, task);
}

gboolean
gesso_job_save_finish (GessoJob     *self,
                       GAsyncResult *result,
                       GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
gesso_job_set_stage (GessoJob     *self,
                     GessoJobStage stage,
                     double        seconds)
{
  gint64 now = g_get_monotonic_time ();

  self->stage_ends = seconds >= 0 ? now + (gint64) (seconds * G_USEC_PER_SEC) : 0;
  if (self->stage == stage)
    return;
  if (is_waiting (self->stage))
    self->waited += now - self->stage_began;
  self->stage = stage;
  self->stage_began = now;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

/* What takes long, with how long that took lately. */
static char *
dup_work (GessoJob *self,
          gboolean  running)
{
  guint passed = (guint) ((g_get_monotonic_time () - self->stage_began) / G_USEC_PER_SEC);
  guint expected = (guint) round (self->expected);

  if (expected == 0 || self->expected < 0)
    return running
               /* Translators: %u is a number of seconds that have passed. */
               ? g_strdup_printf (_("running, %u s"), passed)
               /* Translators: %u is a number of seconds that have passed. */
               : g_strdup_printf (_("sent, %u s"), passed);
  passed = (guint) gesso_job_get_worked (self);
  return running
             /* Translators: seconds that have passed, then how many it took of late. */
             ? g_strdup_printf (_("running, %u s of ≈ %u s"), passed, expected)
             /* Translators: seconds that have passed, then how many it took of late. */
             : g_strdup_printf (_("sent, %u s of ≈ %u s"), passed, expected);
}

char *
gesso_job_dup_detail (GessoJob *self)
{
  gint64 now = g_get_monotonic_time ();
  guint left = (guint) ceil (MAX (self->stage_ends - now, 0) / (double) G_USEC_PER_SEC);

  if (gesso_job_state_is_final (self->state))
    return NULL;
  switch (self->stage)
    {
    case GESSO_JOB_STAGE_LIMIT:
      /* Translators: %u is a number of seconds. */
      return g_strdup_printf (_("waiting for a limit, %u s"), left);
    case GESSO_JOB_STAGE_OFFLINE:
      /* Translators: %u is a number of seconds until it is tried again. */
      return g_strdup_printf (_("waiting for the network, %u s"), left);
    case GESSO_JOB_STAGE_SENDING:
      return g_strdup (_("sending"));
    case GESSO_JOB_STAGE_SENT:
    case GESSO_JOB_STAGE_RUNNING:
      return dup_work (self, self->stage == GESSO_JOB_STAGE_RUNNING);
    case GESSO_JOB_STAGE_DOWNLOADING:
      return g_strdup (_("downloading"));
    default:
      return NULL;
    }
}

GPtrArray *
gesso_job_get_coming (GessoJob *self)
{
  return self->coming;
}

GBytes *
gesso_job_get_preview (GessoJob *self)
{
  return self->preview;
}

void
gesso_job_set_preview (GessoJob *self,
                       GBytes   *preview)
{
  g_clear_pointer (&self->preview, g_bytes_unref);
  self->preview = preview != NULL ? g_bytes_ref (preview) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREVIEW]);
}

void
gesso_job_begin (GessoJob *self)
{
  self->began = g_get_monotonic_time ();
}

gboolean
gesso_job_has_begun (GessoJob *self)
{
  return self->began != 0;
}

void
gesso_job_set_state (GessoJob     *self,
                     GessoJobState state)
{
  if (self->state == state)
    return;
  self->state = state;
  self->row->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_fraction (GessoJob *self,
              double    fraction)
{
  if (gesso_job_state_is_final (self->state) || fraction <= self->fraction)
    return;
  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

void
gesso_job_end (GessoJob     *self,
               GessoJobState state,
               GessoVersion *version,
               const GError *error)
{
  g_return_if_fail (gesso_job_state_is_final (state));

  self->ended = g_get_monotonic_time ();
  if (g_set_object (&self->version, version))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERSION]);
  g_clear_error (&self->error);
  if (error != NULL)
    {
      self->error = g_error_copy (error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
    }
  if (self->preview != NULL)
    gesso_job_set_preview (self, NULL);
  gesso_job_set_state (self, state);
}

struct _GessoJobProgress
{
  GWeakRef job;
  gint permille; /* atomic */
  gint waiting;  /* atomic: an idle is on its way */
};

static void
clear_progress (gpointer data)
{
  GessoJobProgress *self = data;

  g_weak_ref_clear (&self->job);
}

GessoJobProgress *
gesso_job_progress_new (GessoJob *job)
{
  GessoJobProgress *self = g_atomic_rc_box_new0 (GessoJobProgress);

  g_weak_ref_init (&self->job, job);
  return self;
}

GessoJobProgress *
gesso_job_progress_ref (GessoJobProgress *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gesso_job_progress_unref (GessoJobProgress *self)
{
  g_atomic_rc_box_release_full (self, clear_progress);
}

static gboolean
progress_idle_cb (gpointer user_data)
{
  GessoJobProgress *self = user_data;
  g_autoptr (GessoJob) job = g_weak_ref_get (&self->job);

  g_atomic_int_set (&self->waiting, 0);
  if (job != NULL)
    set_fraction (job, g_atomic_int_get (&self->permille) / 1000.0);
  return G_SOURCE_REMOVE;
}

void
gesso_job_progress_cb (double   fraction,
                       gpointer user_data)
{
  GessoJobProgress *self = user_data;
  gint permille = (gint) (CLAMP (fraction, 0, 1) * 1000);

  if (permille <= g_atomic_int_get (&self->permille))
    return;
  g_atomic_int_set (&self->permille, permille);
  if (g_atomic_int_compare_and_exchange (&self->waiting, 0, 1))
    g_idle_add_full (G_PRIORITY_DEFAULT, progress_idle_cb, gesso_job_progress_ref (self),
                     (GDestroyNotify) gesso_job_progress_unref);
}
