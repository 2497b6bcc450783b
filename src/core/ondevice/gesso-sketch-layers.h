/* gesso-sketch-layers.h - what the scenes are put together from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each function adds layers on top of those there are; @horizon and the other
 * heights are values of v.
 */
#pragma once

#include "gesso-sketch-scene.h"

G_BEGIN_DECLS

/* gesso-sketch-compose.c */
void sketch_compose        (SketchScene *scene);

/* gesso-sketch-sky.c */
void sketch_add_sky        (SketchScene *scene, float horizon);
/* gesso-sketch-heavens.c: in front of the sky and behind the land */
/** @horizon: where the air hides them; far below the picture for empty space. */
void sketch_add_stars      (SketchScene *scene, float strength, float horizon);
void sketch_add_aurora     (SketchScene *scene, float horizon);
void sketch_add_rainbow    (SketchScene *scene, float horizon);
void sketch_add_lightning  (SketchScene *scene, float horizon);
void sketch_add_birds      (SketchScene *scene, float height);

/* gesso-sketch-space.c */
void sketch_add_planet     (SketchScene *scene, float u, float v, float radius);
void sketch_add_nebula     (SketchScene *scene);

/* gesso-sketch-mountains.c */
void sketch_add_mountains  (SketchScene *scene, guint n_ranges, float top, float bottom, gboolean snow);
/** A low hill of one colour with conifers on it: the darkest, nearest range. */
void sketch_add_ridge      (SketchScene *scene, float top, float roughness, float distance,
                            float tree_height);

/* gesso-sketch-ground.c */
void sketch_add_dunes      (SketchScene *scene, float horizon);
void sketch_add_meadow     (SketchScene *scene, float horizon);
void sketch_add_snowfield  (SketchScene *scene, float horizon);
void sketch_add_grass      (SketchScene *scene, float top, gboolean flowers);

/* gesso-sketch-trees.c */
void sketch_add_forest     (SketchScene *scene);
void sketch_add_conifers   (SketchScene *scene, float ground, float height, float distance, float density);

/* gesso-sketch-city.c */
void sketch_add_city       (SketchScene *scene, float ground);

/* gesso-sketch-water.c */
void sketch_add_sea        (SketchScene *scene, float horizon, float shore);
/** Mirrors all layers there are in the water below @horizon. */
void sketch_add_lake       (SketchScene *scene, float horizon, float calm);
void sketch_add_boat       (SketchScene *scene, float u, float v, float size);

/* gesso-sketch-weather.c */
void sketch_add_fog        (SketchScene *scene, float top, float strength);
void sketch_add_rain       (SketchScene *scene);
void sketch_add_snowfall   (SketchScene *scene);

/* gesso-sketch-abstract.c, gesso-sketch-surface.c: whole pictures */
void sketch_add_abstract   (SketchScene *scene);
void sketch_add_paper      (SketchScene *scene);
void sketch_add_backdrop   (SketchScene *scene);

G_END_DECLS
