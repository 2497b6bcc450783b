/* gesso-openraster-stack.c - stack.xml: which layers there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gesso-openraster-private.h"

#define MAX_LAYERS 2000
#define MAX_DEPTH 64
/* Beyond it nothing of a layer can be inside a picture. */
#define FAR 1000000

#define SRC_OVER "svg:src-over"

typedef struct
{
  GessoOpenrasterStack *stack; /* (owned) */
  guint depth;                 /* stacks around this place */
  guint hidden;                /* the depth of the outermost hidden one, or 0 */
} Parsing;

static void
free_layer (gpointer data)
{
  GessoOpenrasterLayer *layer = data;

  g_free (layer->source);
  g_free (layer);
}

void
gesso_openraster_stack_free (GessoOpenrasterStack *self)
{
  g_ptr_array_unref (self->layers);
  g_free (self);
}

static const char *
find_attribute (const char **names,
                const char **values,
                const char  *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

/* Some programs write places and sizes with decimals. */
static double
get_number (const char **names,
            const char **values,
            const char  *name,
            double       usual)
{
  const char *text = find_attribute (names, values, name);
  double number = text != NULL ? g_ascii_strtod (text, NULL) : usual;

  return isfinite (number) ? CLAMP (number, -FAR, FAR) : usual;
}

static gboolean
is_hidden (const char **names,
           const char **values)
{
  return g_strcmp0 (find_attribute (names, values, "visibility"), "hidden") == 0;
}

static gboolean
is_src_over (const char **names,
             const char **values)
{
  const char *operation = find_attribute (names, values, "composite-op");

  return operation == NULL || g_str_equal (operation, SRC_OVER);
}

static void
start_stack (Parsing     *parsing,
             const char **names,
             const char **values,
             GError     **error)
{
  if (++parsing->depth > MAX_DEPTH)
    {
      gesso_openraster_refuse (error, _("there is too much in it"));
      return;
    }
  if (parsing->hidden != 0)
    return;
  if (is_hidden (names, values))
    parsing->hidden = parsing->depth;
  /* A group that is blended as one is not the sum of its layers. */
  else if (!is_src_over (names, values) || get_number (names, values, "opacity", 1) < 1)
    parsing->stack->plain = FALSE;
}

static void
start_layer (Parsing     *parsing,
             const char **names,
             const char **values,
             GError     **error)
{
  const char *source = find_attribute (names, values, "src");
  double opacity = CLAMP (get_number (names, values, "opacity", 1), 0, 1);
  GessoOpenrasterLayer *layer;

  if (parsing->hidden != 0 || is_hidden (names, values) || opacity <= 0)
    return;
  if (source == NULL || parsing->stack->layers->len >= MAX_LAYERS)
    {
      gesso_openraster_refuse (error, source == NULL ? _("a layer is missing") : _("there is too much in it"));
      return;
    }
  if (!is_src_over (names, values))
    parsing->stack->plain = FALSE;
  layer = g_new0 (GessoOpenrasterLayer, 1);
  layer->source = g_strdup (source);
  layer->x = (int) round (get_number (names, values, "x", 0));
  layer->y = (int) round (get_number (names, values, "y", 0));
  layer->opacity = opacity;
  g_ptr_array_insert (parsing->stack->layers, 0, layer);
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char          *element,
                  const char         **names,
                  const char         **values,
                  gpointer             user_data,
                  GError             **error)
{
  Parsing *parsing = user_data;

  if (g_str_equal (element, "image"))
    {
      parsing->stack->width = (guint) MAX (get_number (names, values, "w", 0), 0);
      parsing->stack->height = (guint) MAX (get_number (names, values, "h", 0), 0);
    }
  else if (g_str_equal (element, "stack"))
    start_stack (parsing, names, values, error);
  else if (g_str_equal (element, "layer"))
    start_layer (parsing, names, values, error);
}

static void
end_element_cb (GMarkupParseContext *context,
                const char          *element,
                gpointer             user_data,
                GError             **error)
{
  Parsing *parsing = user_data;

  if (!g_str_equal (element, "stack"))
    return;
  if (parsing->hidden == parsing->depth)
    parsing->hidden = 0;
  parsing->depth--;
}

GessoOpenrasterStack *
gesso_openraster_stack_parse (GBytes  *xml,
                              GError **error)
{
  const GMarkupParser parser = { .start_element = start_element_cb, .end_element = end_element_cb };
  g_autoptr (GessoOpenrasterStack) stack = g_new0 (GessoOpenrasterStack, 1);
  Parsing parsing = { stack, 0, 0 };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &parsing, NULL);
  g_autoptr (GError) problem = NULL;
  gsize size;
  const char *text = g_bytes_get_data (xml, &size);

  stack->layers = g_ptr_array_new_with_free_func (free_layer);
  stack->plain = TRUE;
  if ((size > 0 && !g_markup_parse_context_parse (context, text, (gssize) size, &problem)) ||
      !g_markup_parse_context_end_parse (context, &problem))
    {
      /* What was refused here has its sentence already; what is no XML has not. */
      if (problem->domain == G_MARKUP_ERROR)
        gesso_openraster_refuse (error, _("its list of layers cannot be read"));
      else
        g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return gesso_image_check_size (stack->width, stack->height, error) ? g_steal_pointer (&stack) : NULL;
}
