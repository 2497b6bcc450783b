/* gesso-composer-sheet.c - how many runs there will be, what they cost, and all their requests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-braces.h"
#include "gesso-composer-private.h"
#include "gesso-error.h"
#include "gesso-model-words.h"
#include "gesso-studio-sheet.h"

/* So many prompts are shown before they are run. */
#define PREVIEW_LINES 6

/* What would be run now. */
typedef struct
{
  guint prompts;
  guint models;
  guint seeds;
  guint runs;  /* G_MAXUINT: too many to count */
  double cost; /* US dollars in all; negative: unknown */
} Plan;

static guint
multiply (guint a,
          guint b)
{
  return b != 0 && a > G_MAXUINT / b ? G_MAXUINT : a * b;
}

/* Of one run, of as many pictures as are asked for and the model can make. */
static double
get_cost (GessoComposer *self,
          const char    *model,
          gint64         count)
{
  const GessoModelSpec *spec = NULL;

  gesso_provider_registry_find (gesso_studio_get_registry (self->studio), model, &spec, NULL);
  return spec != NULL ? spec->price * (double) CLAMP (count, 1, MAX (spec->max_count, 1)) : -1;
}

/* (transfer full) (element-type utf8): the model that is picked first */
static GPtrArray *
list_models (GessoComposer *self)
{
  GPtrArray *models = gesso_sheet_panel_list_models (self->sheet);
  const char *picked = gesso_model_picker_get_model (self->model_picker);

  if (picked != NULL)
    g_ptr_array_insert (models, 0, g_strdup (picked));
  return models;
}

static Plan
make_plan (GessoComposer *self)
{
  g_autofree char *prompt = gesso_composer_dup_prompt (self);
  g_autoptr (GPtrArray) models = list_models (self);
  g_autoptr (GessoParameters) parameters = gesso_parameter_panel_dup_parameters (self->panel);
  gint64 count = gesso_parameters_get_int (parameters, "count", 1);
  guint calls;
  Plan plan = { gesso_braces_count (prompt), models->len, gesso_sheet_panel_get_seeds (self->sheet), 0, 0 };

  plan.runs = multiply (multiply (plan.prompts, plan.models), plan.seeds);
  /* Several runs are not made in steps. */
  calls = plan.runs == 1 && gesso_composer_get_tool (self) == GESSO_TOOL_EXPAND ? self->calls : 1;
  for (guint i = 0; i < models->len && plan.cost >= 0; i++)
    {
      double cost = get_cost (self, g_ptr_array_index (models, i), count);

      plan.cost = cost < 0 ? -1 : plan.cost + cost * plan.prompts * plan.seeds * calls;
    }
  return plan;
}

/* Nothing is said of what costs nothing. */
static char *
make_run_label (const Plan *plan)
{
  g_autofree char *cost = gesso_model_words_dup_cost (plan->cost);

  if (plan->runs > GESSO_SHEET_MAX_RUNS)
    return g_strdup (_("Run"));
  if (plan->runs <= 1)
    /* Translators: the button that starts a run, and about what it will cost (“≈ $0.04”, “?”). */
    return *cost != '\0' ? g_strdup_printf (_("Run · %s"), cost) : g_strdup (_("Run"));
  if (*cost == '\0')
    /* Translators: the button that starts several runs at once; %u is how many. */
    return g_strdup_printf (_("Run %u"), plan->runs);
  /* Translators: the button that starts several runs at once; %u is how many, %s about what they cost in all. */
  return g_strdup_printf (_("Run %u · %s"), plan->runs, cost);
}

/* “6 runs · prompts: 3 · models: 2 · seeds: 1”, and the prompts. */
static char *
make_preview (GessoComposer *self,
              const Plan    *plan)
{
  g_autofree char *prompt = gesso_composer_dup_prompt (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) prompts = gesso_braces_expand (prompt, GESSO_SHEET_MAX_RUNS, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (prompts == NULL)
    return g_strdup (error->message);
  if (plan->runs > GESSO_SHEET_MAX_RUNS)
    /* Translators: how many runs were asked for, and how many there can be. */
    return g_strdup_printf (_("%u runs are too many: at most %u can be asked for at once."), plan->runs,
                            GESSO_SHEET_MAX_RUNS);
  /* Translators: how many runs there will be, and of how many of what; the numbers multiplied are the first. */
  g_string_append_printf (text, _("%u runs · prompts: %u · models: %u · seeds: %u"), plan->runs, plan->prompts,
                          plan->models, plan->seeds);
  for (guint i = 0; i < prompts->len && i < PREVIEW_LINES && prompts->len > 1; i++)
    g_string_append_printf (text, "\n%u. %s", i + 1, (const char *) g_ptr_array_index (prompts, i));
  if (prompts->len > PREVIEW_LINES)
    {
      guint more = prompts->len - PREVIEW_LINES;

      g_string_append_c (text, '\n');
      /* Translators: after some prompts of a list, how many more there are. */
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", more), more);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
gesso_composer_set_calls (GessoComposer *self,
                          guint          calls)
{
  g_return_if_fail (GESSO_IS_COMPOSER (self) && calls > 0);

  if (self->calls == calls)
    return;
  self->calls = calls;
  gesso_composer_update_plan (self);
}

void
gesso_composer_update_plan (GessoComposer *self)
{
  g_autofree char *label = NULL;
  Plan plan;

  if (self->model_picker == NULL)
    return;
  plan = make_plan (self);
  label = make_run_label (&plan);
  gtk_button_set_label (self->run_button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->run_button),
                               plan.cost == 0
                                   ? _("Run (Ctrl+Enter)")
                                   : _("Run (Ctrl+Enter). The provider bills your account; the price is an estimate."));
  if (plan.runs > 1)
    {
      g_autofree char *preview = make_preview (self, &plan);

      gtk_label_set_label (self->sheet_label, preview);
    }
  gtk_revealer_set_reveal_child (self->sheet_revealer, plan.runs > 1);
}

/* Requests */

/* Those of @parameters that a model with @specs takes, too. */
static GessoParameters *
fit_parameters (GessoParameters          *parameters,
                const GessoParameterSpec *specs)
{
  GessoParameters *fitting = gesso_parameters_new ();

  for (const GessoParameterSpec *spec = specs; spec != NULL && spec->name != NULL; spec++)
    {
      GVariant *value = gesso_parameters_get (parameters, spec->name);
      g_autoptr (GessoParameters) one = gesso_parameters_new ();

      if (value == NULL)
        continue;
      gesso_parameters_set (one, spec->name, value);
      if (gesso_parameters_check (one, specs, NULL))
        gesso_parameters_set (fitting, spec->name, value);
    }
  return fitting;
}

static GessoParameters *
dup_parameters_for (GessoComposer *self,
                    const char    *model,
                    guint          seed)
{
  g_autoptr (GessoParameters) shown = gesso_parameter_panel_dup_parameters (self->panel);
  const GessoModelSpec *spec = NULL;
  GessoParameters *parameters;
  gint64 locked;

  gesso_provider_registry_find (gesso_studio_get_registry (self->studio), model, &spec, NULL);
  parameters = g_strcmp0 (model, gesso_model_picker_get_model (self->model_picker)) == 0 || spec == NULL
                   ? gesso_parameters_ref (shown)
                   : fit_parameters (shown, spec->parameters);
  /* A seed that is not locked is drawn anew for each run anyway. */
  locked = gesso_parameters_get_int (parameters, "seed", -1);
  if (locked >= 0 && seed > 0)
    {
      GessoParameters *own = gesso_parameters_copy (parameters);

      gesso_parameters_unref (parameters);
      parameters = own;
      gesso_parameters_set (parameters, "seed", g_variant_new_int64 ((locked + seed) & G_MAXINT32));
    }
  return parameters;
}

static GessoRequest *
make_request (GessoComposer *self,
              const char    *model,
              const char    *prompt,
              guint          seed)
{
  GessoRequest *request = gesso_request_new (gesso_composer_get_tool (self), model);
  g_autoptr (GessoParameters) parameters = dup_parameters_for (self, model, seed);

  gesso_request_set_prompt (request, prompt);
  gesso_request_set_parameters (request, parameters);
  gesso_composer_add_attachments (self, request);
  return request;
}

GPtrArray *
gesso_composer_dup_requests (GessoComposer *self,
                             GError       **error)
{
  g_autofree char *prompt = NULL;
  g_autoptr (GPtrArray) prompts = NULL;
  g_autoptr (GPtrArray) models = NULL;
  GPtrArray *requests;
  Plan plan;

  g_return_val_if_fail (GESSO_IS_COMPOSER (self), NULL);

  prompt = gesso_composer_dup_prompt (self);
  if (!gesso_composer_check (self, prompt, error))
    return NULL;
  plan = make_plan (self);
  prompts = gesso_braces_expand (prompt, GESSO_SHEET_MAX_RUNS, error);
  if (prompts == NULL)
    return NULL;
  if (plan.runs > GESSO_SHEET_MAX_RUNS)
    {
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   /* Translators: how many runs were asked for, and how many there can be. */
                   _("%u runs are too many: at most %u can be asked for at once."), plan.runs, GESSO_SHEET_MAX_RUNS);
      return NULL;
    }
  models = list_models (self);
  requests = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < prompts->len; i++)
    for (guint j = 0; j < models->len; j++)
      for (guint seed = 0; seed < plan.seeds; seed++)
        g_ptr_array_add (requests, make_request (self, g_ptr_array_index (models, j), g_ptr_array_index (prompts, i), seed));
  return requests;
}

GessoSheetPanel *
gesso_composer_get_sheet (GessoComposer *self)
{
  g_return_val_if_fail (GESSO_IS_COMPOSER (self), NULL);
  return self->sheet;
}
