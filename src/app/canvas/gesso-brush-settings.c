/* gesso-brush-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-brush-settings.h"

#define SIZE_MAX_PX 2048.0
#define FEATHER_MAX_PX 200.0

struct _GessoBrushSettings
{
  GObject parent_instance;

  double size;
  double hardness;
  double opacity;
  double smoothing;
  double tolerance;
  gboolean everywhere;
  GessoMaskCombine combine;
  double feather;
  GessoEdge edge;
};

enum
{
  PROP_0,
  PROP_SIZE,
  PROP_HARDNESS,
  PROP_OPACITY,
  PROP_SMOOTHING,
  PROP_TOLERANCE,
  PROP_EVERYWHERE,
  PROP_COMBINE,
  PROP_FEATHER,
  PROP_EDGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GessoBrushSettings, gesso_brush_settings, G_TYPE_OBJECT)

static void
set_double (GessoBrushSettings *self,
            double             *field,
            double              value,
            guint               prop_id)
{
  GParamSpecDouble *pspec = G_PARAM_SPEC_DOUBLE (properties[prop_id]);

  value = CLAMP (value, pspec->minimum, pspec->maximum);
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
gesso_brush_settings_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  GessoBrushSettings *self = GESSO_BRUSH_SETTINGS (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      g_value_set_double (value, self->size);
      break;
    case PROP_HARDNESS:
      g_value_set_double (value, self->hardness);
      break;
    case PROP_OPACITY:
      g_value_set_double (value, self->opacity);
      break;
    case PROP_SMOOTHING:
      g_value_set_double (value, self->smoothing);
      break;
    case PROP_TOLERANCE:
      g_value_set_double (value, self->tolerance);
      break;
    case PROP_EVERYWHERE:
      g_value_set_boolean (value, self->everywhere);
      break;
    case PROP_COMBINE:
      g_value_set_uint (value, self->combine);
      break;
    case PROP_FEATHER:
      g_value_set_double (value, self->feather);
      break;
    case PROP_EDGE:
      g_value_set_uint (value, self->edge);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_brush_settings_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  GessoBrushSettings *self = GESSO_BRUSH_SETTINGS (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      set_double (self, &self->size, g_value_get_double (value), prop_id);
      break;
    case PROP_HARDNESS:
      set_double (self, &self->hardness, g_value_get_double (value), prop_id);
      break;
    case PROP_OPACITY:
      set_double (self, &self->opacity, g_value_get_double (value), prop_id);
      break;
    case PROP_SMOOTHING:
      set_double (self, &self->smoothing, g_value_get_double (value), prop_id);
      break;
    case PROP_TOLERANCE:
      set_double (self, &self->tolerance, g_value_get_double (value), prop_id);
      break;
    case PROP_EVERYWHERE:
      if (self->everywhere == g_value_get_boolean (value))
        break;
      self->everywhere = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_COMBINE:
      if (self->combine == g_value_get_uint (value))
        break;
      self->combine = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_FEATHER:
      set_double (self, &self->feather, g_value_get_double (value), prop_id);
      break;
    case PROP_EDGE:
      if (self->edge == g_value_get_uint (value))
        break;
      self->edge = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static GParamSpec *
spec_double (const char *name,
             double      minimum,
             double      maximum,
             double      value)
{
  return g_param_spec_double (name, NULL, NULL, minimum, maximum, value,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
gesso_brush_settings_class_init (GessoBrushSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gesso_brush_settings_get_property;
  object_class->set_property = gesso_brush_settings_set_property;

  properties[PROP_SIZE] = spec_double ("size", 1, SIZE_MAX_PX, 80);
  properties[PROP_HARDNESS] = spec_double ("hardness", 0, 100, 80);
  properties[PROP_OPACITY] = spec_double ("opacity", 1, 100, 100);
  properties[PROP_SMOOTHING] = spec_double ("smoothing", 0, 100, 20);
  properties[PROP_TOLERANCE] = spec_double ("tolerance", 0, 100, 8);
  properties[PROP_EVERYWHERE] =
    g_param_spec_boolean ("everywhere", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_COMBINE] =
    g_param_spec_uint ("combine", NULL, NULL, GESSO_MASK_ADD, GESSO_MASK_INTERSECT, GESSO_MASK_ADD,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FEATHER] = spec_double ("feather", 1, FEATHER_MAX_PX, 16);
  properties[PROP_EDGE] =
    g_param_spec_uint ("edge", NULL, NULL, GESSO_EDGE_OUTSIDE, GESSO_EDGE_INSIDE, GESSO_EDGE_OUTSIDE,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_brush_settings_init (GessoBrushSettings *self)
{
  self->size = 80;
  self->hardness = 80;
  self->opacity = 100;
  self->smoothing = 20;
  self->tolerance = 8;
  self->feather = 16;
  self->edge = GESSO_EDGE_OUTSIDE;
}

GessoBrushSettings *
gesso_brush_settings_new (void)
{
  return g_object_new (GESSO_TYPE_BRUSH_SETTINGS, NULL);
}

GessoMaskToolOptions
gesso_brush_settings_get_options (GessoBrushSettings *self)
{
  g_return_val_if_fail (GESSO_IS_BRUSH_SETTINGS (self), ((GessoMaskToolOptions) { 1, 1, 1 }));

  return (GessoMaskToolOptions) {
    .size = self->size,
    .hardness = self->hardness / 100,
    .opacity = self->opacity / 100,
    .smoothing = self->smoothing / 100,
    .combine = self->combine,
    .tolerance = self->tolerance / 100,
    .everywhere = self->everywhere,
  };
}

double
gesso_brush_settings_get_feather (GessoBrushSettings *self)
{
  g_return_val_if_fail (GESSO_IS_BRUSH_SETTINGS (self), 0);

  return self->feather;
}

GessoEdge
gesso_brush_settings_get_edge (GessoBrushSettings *self)
{
  g_return_val_if_fail (GESSO_IS_BRUSH_SETTINGS (self), GESSO_EDGE_OUTSIDE);

  return self->edge;
}

void
gesso_brush_settings_resize (GessoBrushSettings *self,
                             double              factor)
{
  double size;

  g_return_if_fail (GESSO_IS_BRUSH_SETTINGS (self));

  size = factor > 1 ? MAX (round (self->size * factor), self->size + 1)
                    : MIN (round (self->size * factor), self->size - 1);
  set_double (self, &self->size, size, PROP_SIZE);
}

void
gesso_brush_settings_harden (GessoBrushSettings *self,
                             double              percent)
{
  g_return_if_fail (GESSO_IS_BRUSH_SETTINGS (self));

  set_double (self, &self->hardness, self->hardness + percent, PROP_HARDNESS);
}
