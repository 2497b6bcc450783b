/* gesso-cli-schema.c - what a model takes, in words and for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"

/* More would make a list hard to read. */
#define SIZES_SHOWN 4

static const char *const kinds[] = {
  [GESSO_PARAMETER_INT] = "integer", [GESSO_PARAMETER_DOUBLE] = "number", [GESSO_PARAMETER_BOOL] = "boolean",
  [GESSO_PARAMETER_CHOICE] = "choice", [GESSO_PARAMETER_SIZE] = "size", [GESSO_PARAMETER_SEED] = "seed",
  [GESSO_PARAMETER_TEXT] = "text",
};

static const char *const mask_forms[] = {
  [GESSO_MASK_FORM_NONE] = "none", [GESSO_MASK_FORM_WHITE] = "white",
  [GESSO_MASK_FORM_BLACK] = "black", [GESSO_MASK_FORM_HOLE] = "hole",
};

static char *
join_choices (const GessoParameterChoice *choices)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; choices != NULL && choices->value != NULL; choices++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", choices->value);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "1 to 4", "true|false": what may stand behind NAME=. */
static char *
describe_values (const GessoParameterSpec *spec)
{
  switch (spec->kind)
    {
    case GESSO_PARAMETER_INT:
    case GESSO_PARAMETER_DOUBLE:
      /* Translators: the smallest and the largest number a setting takes */
      return g_strdup_printf (_("%g to %g"), spec->minimum, spec->maximum);
    case GESSO_PARAMETER_BOOL:
      return g_strdup ("true|false");
    case GESSO_PARAMETER_CHOICE:
      return join_choices (spec->choices);
    case GESSO_PARAMETER_SIZE:
      /* Translators: the smallest and the largest side of a picture; WxH stands for its size. */
      return g_strdup_printf (_("WxH, %g to %g pixels a side"), spec->minimum, spec->maximum);
    case GESSO_PARAMETER_SEED:
      return g_strdup (_("a whole number; drawn anew if left out"));
    case GESSO_PARAMETER_TEXT:
    default:
      return g_strdup (C_("values of a setting", "text"));
    }
}

void
gesso_cli_print_parameters (const GessoParameterSpec *specs)
{
  if (specs == NULL)
    {
      printf ("    %s\n", _("Its parameters are not known; any are passed on."));
      return;
    }
  for (; specs->name != NULL; specs++)
    {
      g_autofree char *values = describe_values (specs);

      printf ("    --param %s=%s", specs->name, values);
      if (specs->fallback != NULL)
        {
          putchar (' ');
          /* Translators: the value that a setting has if it is left out */
          printf (_("(%s if left out)"), specs->fallback);
        }
      putchar ('\n');
      printf ("        %s", _(specs->title));
      if (specs->summary != NULL)
        printf (": %s", _(specs->summary));
      putchar ('\n');
    }
}

static JsonObject *
make_parameter (const GessoParameterSpec *spec)
{
  JsonObject *object = json_object_new ();
  gboolean limited = spec->kind == GESSO_PARAMETER_INT || spec->kind == GESSO_PARAMETER_DOUBLE || spec->kind == GESSO_PARAMETER_SIZE;

  json_object_set_string_member (object, "name", spec->name);
  json_object_set_string_member (object, "kind", kinds[spec->kind]);
  json_object_set_string_member (object, "title", _(spec->title));
  if (spec->summary != NULL)
    json_object_set_string_member (object, "summary", _(spec->summary));
  if (spec->fallback != NULL)
    json_object_set_string_member (object, "default", spec->fallback);
  if (limited)
    {
      json_object_set_double_member (object, "minimum", spec->minimum);
      json_object_set_double_member (object, "maximum", spec->maximum);
    }
  if (limited && spec->step > 0)
    json_object_set_double_member (object, "step", spec->step);
  if (spec->choices != NULL)
    {
      JsonArray *choices = json_array_new ();

      for (const GessoParameterChoice *choice = spec->choices; choice->value != NULL; choice++)
        json_array_add_string_element (choices, choice->value);
      json_object_set_array_member (object, "choices", choices);
    }
  return object;
}

static void
set_limit (JsonObject *object,
           const char *name,
           guint64     limit)
{
  if (limit > 0)
    json_object_set_int_member (object, name, (gint64) limit);
}

void
gesso_cli_set_schema (JsonObject           *object,
                      const GessoModelSpec *model)
{
  gesso_cli_set_strings (object, "sizes", model->size.sizes);
  gesso_cli_set_strings (object, "ratios", model->size.ratios);
  set_limit (object, "min_side", model->size.min_side);
  set_limit (object, "max_side", model->size.max_side);
  set_limit (object, "multiple", model->size.multiple);
  set_limit (object, "max_pixels", model->size.max_pixels);
  set_limit (object, "max_count", model->max_count);
  set_limit (object, "max_pictures", model->max_sources);
  json_object_set_string_member (object, "mask", mask_forms[model->mask]);
  if (model->parameters != NULL)
    {
      JsonArray *parameters = json_array_new ();

      for (const GessoParameterSpec *spec = model->parameters; spec->name != NULL; spec++)
        json_array_add_object_element (parameters, make_parameter (spec));
      json_object_set_array_member (object, "parameters", parameters);
    }
}

/* "a, b, c" of the first @limit. */
static char *
join_some (const char *const *strings,
           guint              limit)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (; strings[n] != NULL && n < limit; n++)
    g_string_append_printf (text, "%s%s", n > 0 ? ", " : "", strings[n]);
  if (strings[n] != NULL)
    g_string_append (text, ", …");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The sizes that the model itself makes; of those that scale what they are given nothing is said. */
char *
gesso_cli_describe_size (const GessoModelSpec *model,
                         gboolean              all)
{
  const GessoFitRule *rule = &model->size;
  double minimum = rule->min_side, maximum = rule->max_side;

  if (rule->sizes != NULL || rule->ratios != NULL)
    return join_some (rule->sizes != NULL ? rule->sizes : rule->ratios, all ? G_MAXUINT : SIZES_SHOWN);
  for (const GessoParameterSpec *spec = model->parameters; maximum == 0 && spec != NULL && spec->name != NULL; spec++)
    if (spec->kind == GESSO_PARAMETER_SIZE)
      {
        minimum = spec->minimum;
        maximum = spec->maximum;
      }
  if (maximum > 0)
    /* Translators: the smallest and the largest side of the pictures that a model makes */
    return g_strdup_printf (_("%.0f to %.0f pixels a side"), minimum, maximum);
  if (rule->max_pixels > 0)
    /* Translators: the largest pictures that a model makes */
    return g_strdup_printf (_("up to %.1f megapixels"), rule->max_pixels / 1e6);
  return NULL;
}
