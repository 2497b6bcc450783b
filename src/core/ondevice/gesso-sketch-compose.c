/* gesso-sketch-compose.c - a prompt's words composed into a scene
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

static gboolean
wants (const SketchScene *scene,
       SketchSceneKind    kind)
{
  return (scene->brief.scenes & 1u << kind) != 0;
}

static gboolean
is_snowy (const SketchScene *scene)
{
  return wants (scene, SKETCH_SCENE_SNOW) || scene->brief.weather & SKETCH_SNOWFALL;
}

static void
compose_sea (SketchScene *scene)
{
  float horizon = sketch_dice_range (&scene->dice, 0.46f, 0.62f);
  gboolean beach = (sketch_dice (&scene->dice) < 0.55f && !(scene->brief.weather & SKETCH_STORM)) ||
                   scene->brief.extras & SKETCH_BEACH;
  gboolean island = scene->brief.extras & SKETCH_ISLAND || wants (scene, SKETCH_SCENE_MOUNTAINS) ||
                    sketch_dice (&scene->dice) < 0.35f;
  float boat_u = sketch_dice_range (&scene->dice, -0.6f, 0.6f) * MIN (scene->view.half, 0.9f);

  sketch_add_sky (scene, horizon);
  if (island)
    sketch_add_mountains (scene, 2, horizon - sketch_dice_range (&scene->dice, 0.12f, 0.22f), horizon + 0.11f,
                          is_snowy (scene));
  sketch_add_sea (scene, horizon, beach ? sketch_dice_range (&scene->dice, 0.80f, 0.9f) : 1.6f);
  if (scene->brief.extras & SKETCH_BOAT || sketch_dice (&scene->dice) < 0.2f)
    sketch_add_boat (scene, boat_u, horizon + 0.035f, 0.15f);
}

static void
compose_lake (SketchScene *scene)
{
  float horizon = sketch_dice_range (&scene->dice, 0.54f, 0.64f);
  gboolean forest = wants (scene, SKETCH_SCENE_FOREST);

  sketch_add_sky (scene, horizon);
  sketch_add_mountains (scene, forest ? 3 : 4, horizon - sketch_dice_range (&scene->dice, 0.34f, 0.46f),
                        horizon + 0.06f, is_snowy (scene) || sketch_dice (&scene->dice) < 0.45f);
  sketch_add_fog (scene, horizon - 0.12f, 0.3f);
  sketch_add_ridge (scene, horizon - 0.012f, 0.02f, 0.25f, forest ? 0.15f : 0.055f);
  sketch_add_lake (scene, horizon, sketch_dice_range (&scene->dice, 0.35f, 0.9f));
  if (scene->brief.extras & SKETCH_BOAT)
    sketch_add_boat (scene, sketch_dice_range (&scene->dice, -0.4f, 0.4f) * scene->view.half, horizon + 0.10f,
                     0.13f);
  if (sketch_dice (&scene->dice) < 0.5f)
    sketch_add_grass (scene, 0.84f, FALSE);
}

static void
compose_mountains (SketchScene *scene)
{
  float top = sketch_dice_range (&scene->dice, 0.16f, 0.32f);
  gboolean snow = is_snowy (scene) || sketch_dice (&scene->dice) < 0.4f;
  float trees = wants (scene, SKETCH_SCENE_FOREST) ? 0.24f : sketch_dice_range (&scene->dice, 0.06f, 0.16f);

  sketch_add_sky (scene, 0.66f);
  sketch_add_mountains (scene, 5 + (guint) (sketch_dice (&scene->dice) * 2.9f), top, 0.98f, snow);
  if (scene->brief.weather & SKETCH_FOG)
    sketch_add_fog (scene, 0.3f, 0.75f);
  sketch_add_ridge (scene, 0.93f, 0.09f, 0.03f, trees);
}

static void
compose_forest (SketchScene *scene)
{
  sketch_add_sky (scene, 0.62f);
  if (wants (scene, SKETCH_SCENE_MOUNTAINS))
    sketch_add_mountains (scene, 3, 0.2f, 0.7f, is_snowy (scene));
  sketch_add_forest (scene);
}

static void
compose_city (SketchScene *scene)
{
  gboolean water = wants (scene, SKETCH_SCENE_SEA) || wants (scene, SKETCH_SCENE_LAKE) ||
                   sketch_dice (&scene->dice) < 0.45f;
  float ground = water ? sketch_dice_range (&scene->dice, 0.64f, 0.72f) : 1.02f;

  sketch_add_sky (scene, MIN (ground, 0.78f));
  if (wants (scene, SKETCH_SCENE_MOUNTAINS))
    sketch_add_mountains (scene, 2, ground - 0.5f, ground, is_snowy (scene));
  sketch_add_city (scene, ground);
  if (water)
    sketch_add_lake (scene, ground, sketch_dice_range (&scene->dice, 0.0f, 0.4f));
  if (scene->brief.extras & SKETCH_BOAT && water)
    sketch_add_boat (scene, sketch_dice_range (&scene->dice, -0.5f, 0.5f) * scene->view.half, ground + 0.07f,
                     0.13f);
}

static void
compose_desert (SketchScene *scene)
{
  float horizon = sketch_dice_range (&scene->dice, 0.46f, 0.6f);

  sketch_add_sky (scene, horizon + 0.03f);
  if (wants (scene, SKETCH_SCENE_MOUNTAINS) || sketch_dice (&scene->dice) < 0.4f)
    sketch_add_mountains (scene, 2, horizon - 0.14f, horizon + 0.06f, FALSE);
  sketch_add_dunes (scene, horizon);
}

static void
compose_meadow (SketchScene *scene)
{
  float horizon = sketch_dice_range (&scene->dice, 0.44f, 0.58f);
  gboolean flowers = (scene->brief.extras & SKETCH_FLOWERS) != 0;

  sketch_add_sky (scene, horizon);
  if (wants (scene, SKETCH_SCENE_MOUNTAINS) || sketch_dice (&scene->dice) < 0.55f)
    sketch_add_mountains (scene, 3, horizon - sketch_dice_range (&scene->dice, 0.14f, 0.26f), horizon + 0.08f,
                          is_snowy (scene));
  sketch_add_meadow (scene, horizon);
  if (flowers || sketch_dice (&scene->dice) < 0.4f)
    sketch_add_grass (scene, sketch_dice_range (&scene->dice, 0.72f, 0.84f), flowers);
}

static void
compose_snow (SketchScene *scene)
{
  float horizon = sketch_dice_range (&scene->dice, 0.5f, 0.62f);

  sketch_add_sky (scene, horizon);
  sketch_add_mountains (scene, 3, horizon - sketch_dice_range (&scene->dice, 0.2f, 0.36f), horizon + 0.1f,
                        TRUE);
  sketch_add_snowfield (scene, horizon);
}

static void
compose_sky (SketchScene *scene)
{
  gboolean trees = sketch_dice (&scene->dice) < 0.5f;

  sketch_add_sky (scene, 0.92f);
  sketch_add_mountains (scene, 2, 0.84f, 0.99f, FALSE);
  sketch_add_ridge (scene, 0.955f, 0.03f, 0.04f, trees ? 0.07f : 0.0f);
}

static void
add_weather (SketchScene *scene)
{
  guint weather = scene->brief.weather;
  gboolean far_birds =
      scene->light.time != SKETCH_TIME_NIGHT && weather == 0 && sketch_dice (&scene->dice) < 0.25f;

  if (scene->brief.extras & SKETCH_BIRDS || far_birds)
    sketch_add_birds (scene, sketch_dice_range (&scene->dice, 0.2f, 0.36f));
  if (weather & SKETCH_FOG)
    sketch_add_fog (scene, 0.5f, 0.45f);
  if (weather & (SKETCH_RAIN | SKETCH_STORM))
    sketch_add_rain (scene);
  if (weather & SKETCH_SNOWFALL ||
      (scene->brief.scene == SKETCH_SCENE_SNOW && sketch_dice (&scene->dice) < 0.35f))
    sketch_add_snowfall (scene);
}

/** Fills an empty scene with the layers that its brief asks for. */
void
sketch_compose (SketchScene *scene)
{
  switch (scene->brief.scene)
    {
    case SKETCH_SCENE_CITY: compose_city (scene); break;
    case SKETCH_SCENE_LAKE: compose_lake (scene); break;
    case SKETCH_SCENE_SEA: compose_sea (scene); break;
    case SKETCH_SCENE_DESERT: compose_desert (scene); break;
    case SKETCH_SCENE_SNOW: compose_snow (scene); break;
    case SKETCH_SCENE_MEADOW: compose_meadow (scene); break;
    case SKETCH_SCENE_FOREST: compose_forest (scene); break;
    case SKETCH_SCENE_SKY: compose_sky (scene); break;
    case SKETCH_SCENE_SPACE: sketch_add_nebula (scene); return;
    case SKETCH_SCENE_ABSTRACT: sketch_add_abstract (scene); return;
    case SKETCH_SCENE_PAPER: sketch_add_paper (scene); return;
    case SKETCH_SCENE_BACKDROP: sketch_add_backdrop (scene); return;
    case SKETCH_SCENE_MOUNTAINS:
    case SKETCH_SCENE_NONE:
    case SKETCH_N_SCENES:
    default: compose_mountains (scene); break;
    }
  add_weather (scene);
}
