/* gesso-parameter-spec.c - text to parameter values, by their schema
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <math.h>
#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-parameters.h"

static gboolean
parse_int (const char *text,
           gint64     *out)
{
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, out, NULL);
}

static gboolean
parse_double (const char *text,
              double     *out)
{
  char *end = NULL;

  errno = 0;
  *out = g_ascii_strtod (text, &end);
  return errno == 0 && end != text && *end == '\0' && isfinite (*out);
}

static gboolean
parse_bool (const char *text,
            gboolean   *out)
{
  static const char *const yes[] = { "true", "yes", "on", "1", NULL };
  static const char *const no[] = { "false", "no", "off", "0", NULL };

  *out = g_strv_contains (yes, text);
  return *out || g_strv_contains (no, text);
}

/* Digits at *@text, at most five; moves *@text behind them. */
static gboolean
parse_side (const char **text,
            guint       *out)
{
  guint value = 0, n = 0;

  for (; g_ascii_isdigit (**text) && n < 6; (*text)++, n++)
    value = value * 10 + (**text - '0');
  *out = value;
  return n > 0 && n < 6 && value > 0;
}

gboolean
gesso_parameters_parse_size (const char *text,
                             guint      *width,
                             guint      *height)
{
  guint w, h;

  if (text == NULL || !parse_side (&text, &w))
    return FALSE;
  if (*text == 'x' || *text == 'X')
    text++;
  else if (g_str_has_prefix (text, "×"))
    text += strlen ("×");
  else
    return FALSE;
  if (!parse_side (&text, &h) || *text != '\0')
    return FALSE;
  *width = w;
  *height = h;
  return TRUE;
}

static const GessoParameterSpec *
find_spec (const GessoParameterSpec *specs,
           const char               *name)
{
  for (; specs != NULL && specs->name != NULL; specs++)
    if (g_str_equal (specs->name, name))
      return specs;
  return NULL;
}

/* "a, b, c": the names of a schema or the values of a choice. */
static char *
join_names (const GessoParameterSpec *specs)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (; specs->name != NULL; specs++)
    g_ptr_array_add (names, (gpointer) specs->name);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static char *
join_choices (const GessoParameterChoice *choices)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (; choices != NULL && choices->value != NULL; choices++)
    g_ptr_array_add (names, (gpointer) choices->value);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static GVariant *
read_int (const GessoParameterSpec *spec,
          const char               *text,
          GError                  **error)
{
  gint64 value;

  if (parse_int (text, &value) && value >= spec->minimum && value <= spec->maximum)
    return g_variant_new_int64 (value);
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: the name of a setting, what was given, the smallest and the largest number. */
               _("“%s” cannot be “%s”: give a whole number from %.0f to %.0f."),
               spec->name, text, spec->minimum, spec->maximum);
  return NULL;
}

static GVariant *
read_double (const GessoParameterSpec *spec,
             const char               *text,
             GError                  **error)
{
  double value;

  if (parse_double (text, &value) && value >= spec->minimum && value <= spec->maximum)
    return g_variant_new_double (value);
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: the name of a setting, what was given, the smallest and the largest number. */
               _("“%s” cannot be “%s”: give a number from %g to %g."),
               spec->name, text, spec->minimum, spec->maximum);
  return NULL;
}

static GVariant *
read_bool (const GessoParameterSpec *spec,
           const char               *text,
           GError                  **error)
{
  gboolean value;

  if (parse_bool (text, &value))
    return g_variant_new_boolean (value);
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: the name of a setting and what was given; keep true and false as they are. */
               _("“%s” cannot be “%s”: give true or false."), spec->name, text);
  return NULL;
}

/* A choice whose values are numbers, such as a factor, is kept as a number. */
static GVariant *
read_choice (const GessoParameterSpec *spec,
             const char               *text,
             GError                  **error)
{
  g_autofree char *names = NULL;
  gint64 number;

  for (const GessoParameterChoice *c = spec->choices; c != NULL && c->value != NULL; c++)
    if (g_str_equal (c->value, text))
      return parse_int (text, &number) ? g_variant_new_int64 (number) : g_variant_new_string (text);
  names = join_choices (spec->choices);
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: the name of a setting, what was given, and the words it takes. */
               _("“%s” cannot be “%s”: choose one of %s."), spec->name, text, names);
  return NULL;
}

static gboolean
side_fits (const GessoParameterSpec *spec,
           guint                     side)
{
  guint step = spec->step >= 1 ? (guint) spec->step : 1;

  return side >= spec->minimum && side <= spec->maximum && side % step == 0;
}

static GVariant *
read_size (const GessoParameterSpec *spec,
           const char               *text,
           GError                  **error)
{
  guint width, height;

  if (gesso_parameters_parse_size (text, &width, &height) && side_fits (spec, width) && side_fits (spec, height))
    return g_variant_new_take_string (g_strdup_printf ("%ux%u", width, height));
  if (spec->step > 1)
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                 /* Translators: the name of a setting, what was given, limits in pixels, and what each side is a multiple of. */
                 _("“%s” cannot be “%s”: give WIDTHxHEIGHT with sides from %.0f to %.0f pixels in steps of %.0f, such as 1024x1024."),
                 spec->name, text, spec->minimum, spec->maximum, spec->step);
  else
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                 /* Translators: the name of a setting, what was given, and limits in pixels. */
                 _("“%s” cannot be “%s”: give WIDTHxHEIGHT with sides from %.0f to %.0f pixels, such as 1024x1024."),
                 spec->name, text, spec->minimum, spec->maximum);
  return NULL;
}

static GVariant *
read_seed (const GessoParameterSpec *spec,
           const char               *text,
           GError                  **error)
{
  gint64 value;

  if (parse_int (text, &value) && value >= 0 && value <= G_MAXINT32)
    return g_variant_new_int64 (value);
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: the name of a setting, what was given, and the largest number. */
               _("“%s” cannot be “%s”: give a whole number from 0 to %d, or leave it out for a new one each time."),
               spec->name, text, G_MAXINT32);
  return NULL;
}

static GVariant *
read_text (const GessoParameterSpec *spec,
           const char               *text,
           GError                  **error)
{
  if (g_utf8_validate (text, -1, NULL))
    return g_variant_new_string (text);
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: the name of a setting. */
               _("The text for “%s” is not valid UTF-8."), spec->name);
  return NULL;
}

/* Without a schema the text itself says what it is. */
static GVariant *
read_untyped (const char *text,
              GError    **error)
{
  gint64 whole;
  double number;

  if (parse_int (text, &whole))
    return g_variant_new_int64 (whole);
  if (parse_double (text, &number))
    return g_variant_new_double (number);
  if (g_str_equal (text, "true") || g_str_equal (text, "false"))
    return g_variant_new_boolean (*text == 't');
  return read_text (&(GessoParameterSpec) { .name = "" }, text, error);
}

static GVariant *
read_value (const GessoParameterSpec *spec,
            const char               *text,
            GError                  **error)
{
  switch (spec->kind)
    {
    case GESSO_PARAMETER_INT:
      return read_int (spec, text, error);
    case GESSO_PARAMETER_DOUBLE:
      return read_double (spec, text, error);
    case GESSO_PARAMETER_BOOL:
      return read_bool (spec, text, error);
    case GESSO_PARAMETER_CHOICE:
      return read_choice (spec, text, error);
    case GESSO_PARAMETER_SIZE:
      return read_size (spec, text, error);
    case GESSO_PARAMETER_SEED:
      return read_seed (spec, text, error);
    case GESSO_PARAMETER_TEXT:
      return read_text (spec, text, error);
    default:
      g_return_val_if_reached (NULL);
    }
}

gboolean
gesso_parameters_set_text (GessoParameters          *self,
                           const GessoParameterSpec *specs,
                           const char               *name,
                           const char               *text,
                           GError                  **error)
{
  const GessoParameterSpec *spec = find_spec (specs, name);
  GVariant *value;

  g_return_val_if_fail (self != NULL && name != NULL && text != NULL, FALSE);

  if (specs != NULL && spec == NULL)
    {
      g_autofree char *names = join_names (specs);

      if (specs->name == NULL)
        g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                     /* Translators: a name that does not exist. */
                     _("There is no setting “%s” for this model; it has none."), name);
      else
        g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                     /* Translators: a name that does not exist, then the names that do. */
                     _("There is no setting “%s” for this model; it has %s."), name, names);
      return FALSE;
    }
  value = spec != NULL ? read_value (spec, text, error) : read_untyped (text, error);
  if (value == NULL)
    return FALSE;
  gesso_parameters_set (self, name, value);
  return TRUE;
}

/* What gesso_parameters_set_text() would have been given. */
static char *
write_value (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    return g_strdup_printf ("%.17g", g_variant_get_double (value));
  return g_variant_print (value, FALSE);
}

gboolean
gesso_parameters_check (GessoParameters          *self,
                        const GessoParameterSpec *specs,
                        GError                  **error)
{
  for (; specs != NULL && specs->name != NULL; specs++)
    {
      GVariant *value = gesso_parameters_get (self, specs->name);
      g_autofree char *text = value != NULL ? write_value (value) : NULL;
      g_autoptr (GVariant) checked = NULL;

      if (value == NULL)
        continue;
      if ((checked = read_value (specs, text, error)) == NULL)
        return FALSE;
      g_variant_ref_sink (checked);
    }
  return TRUE;
}
