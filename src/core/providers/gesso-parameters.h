/* gesso-parameters.h - the settings of a run, and the schema they keep to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GESSO_PARAMETER_INT,
  GESSO_PARAMETER_DOUBLE,
  GESSO_PARAMETER_BOOL,
  GESSO_PARAMETER_CHOICE, /* one of choices */
  GESSO_PARAMETER_SIZE,   /* "WIDTHxHEIGHT" within minimum and maximum a side, multiple of step; choices are suggestions */
  GESSO_PARAMETER_SEED,   /* 0 to 2^31-1; unset: drawn anew for each run */
  GESSO_PARAMETER_TEXT,
} GessoParameterKind;

typedef struct
{
  const char *value;
  const char *title; /* N_() */
} GessoParameterChoice;

/**
 * GessoParameterSpec:
 *
 * The parameter panel, the command line's options and the agent's tool schema
 * are all made from this; ended in tables by a NULL name.
 */
typedef struct
{
  const char *name;
  const char *title;   /* N_() */
  const char *summary; /* N_() (nullable): a sentence of help */
  GessoParameterKind kind;
  double minimum, maximum, step;
  const char *fallback; /* (nullable): the default, as text */
  const GessoParameterChoice *choices; /* (nullable): ended by a NULL value */
} GessoParameterSpec;

/**
 * GessoParameters:
 *
 * Values by name: a GVariant of type x, d, b or s each. Reference counted;
 * change it only while nobody else holds it.
 */
typedef struct _GessoParameters GessoParameters;

#define GESSO_TYPE_PARAMETERS (gesso_parameters_get_type ())
GType            gesso_parameters_get_type   (void);

GessoParameters *gesso_parameters_new        (void);
GessoParameters *gesso_parameters_copy       (GessoParameters *self);
GessoParameters *gesso_parameters_ref        (GessoParameters *self);
void             gesso_parameters_unref      (GessoParameters *self);

/** Sinks @value; NULL unsets. */
void             gesso_parameters_set        (GessoParameters *self, const char *name, GVariant *value);
GVariant        *gesso_parameters_get        (GessoParameters *self, const char *name);
gint64           gesso_parameters_get_int    (GessoParameters *self, const char *name, gint64 fallback);
double           gesso_parameters_get_double (GessoParameters *self, const char *name, double fallback);
gboolean         gesso_parameters_get_bool   (GessoParameters *self, const char *name, gboolean fallback);
const char      *gesso_parameters_get_string (GessoParameters *self, const char *name);

/**
 * gesso_parameters_set_text:
 * @specs: (nullable): the model's schema
 *
 * Reads @text as the kind that @name has, and checks its range.
 * %GESSO_ERROR_BAD_INPUT names the parameter and what it takes.
 */
gboolean         gesso_parameters_set_text   (GessoParameters *self, const GessoParameterSpec *specs,
                                              const char *name, const char *text, GError **error);
/** Whether every value that @specs (nullable) names keeps to it; the error as of gesso_parameters_set_text(). */
gboolean         gesso_parameters_check      (GessoParameters *self, const GessoParameterSpec *specs, GError **error);
/** "WIDTHxHEIGHT" (also with ×) to numbers. */
gboolean         gesso_parameters_parse_size (const char *text, guint *width, guint *height);

char            *gesso_parameters_to_json    (GessoParameters *self);
/** Unknown names and wrong types are left out; never fails. */
GessoParameters *gesso_parameters_from_json  (const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoParameters, gesso_parameters_unref)

G_END_DECLS
