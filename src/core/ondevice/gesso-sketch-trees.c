/* gesso-sketch-trees.c - conifers, trunks, crowns and bamboo as silhouettes in the mist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

typedef enum
{
  TREE_CONIFER,
  TREE_CROWN,
  TREE_TRUNK,
  TREE_BAMBOO
} TreeKind;

typedef struct
{
  float u, foot, height, width, lean;
  SketchColour colour, light;
  guint32 seed;
} Tree;

typedef struct
{
  SketchLayer layer;
  TreeKind kind;
  Tree *trees;
  guint n_trees;
  float side;
} Trees;

/* Boughs: the outline swings out and back towards the tip, unevenly on both sides. */
static void
draw_conifer (const Tree       *tree,
              const SketchView *view,
              float             t,
              float             side,
              float            *row)
{
  float down = 1.0f - t, boughs = 13.0f + 5.0f * (tree->seed & 3);
  float phase = down * boughs, left, right, reach = tree->width * (0.08f + 0.92f * down);
  float saw = phase - sketch_floor (phase);
  float centre = tree->u + tree->lean * t;

  if (t < 0.06f)
    {
      sketch_fill_span (view, row, tree->u - 0.05f * tree->width, tree->u + 0.05f * tree->width, tree->colour,
                        1.0f);
      return;
    }
  left = reach * (0.52f + 0.48f * saw) * (0.82f + 0.26f * sketch_noise1 (phase * 2.3f, tree->seed));
  right = reach * (0.52f + 0.48f * saw) * (0.82f + 0.26f * sketch_noise1 (phase * 2.3f, tree->seed + 1));
  sketch_fill_span (view, row, centre - left, centre + right, tree->colour, 1.0f);
  /* Light catches the outer part of each bough on one side. */
  if (side > 0.0f)
    sketch_fill_span (view, row, centre + right * 0.25f, centre + right * 0.9f, tree->light, 0.5f * saw);
  else
    sketch_fill_span (view, row, centre - left * 0.9f, centre - left * 0.25f, tree->light, 0.5f * saw);
}

static void
draw_crown (const Tree       *tree,
            const SketchView *view,
            float             t,
            float             v,
            float             side,
            float            *row)
{
  float r = tree->width, centre_v = tree->foot - tree->height * 0.66f,
        dv = (v - centre_v) / (tree->height * 0.36f);
  float stem = tree->width * (0.055f + 0.05f * (1.0f - t) * (1.0f - t));
  int first, last;

  if (t < 0.62f)
    sketch_fill_span (view, row, tree->u - stem, tree->u + stem, sketch_colour_scale (tree->colour, 0.62f),
                      1.0f);
  if (fabsf (dv) > 1.25f || !sketch_view_span (view, tree->u - 1.3f * r, tree->u + 1.3f * r, &first, &last))
    return;
  for (int x = first; x <= last; x++)
    {
      float du = (sketch_view_u (view, (guint) x) - tree->u) / r, d2 = du * du + dv * dv;
      float n, cover, glow;

      if (d2 > 1.6f)
        continue;
      n = sketch_fbm (du * 2.6f, dv * 2.6f, sketch_octaves (view->px, 2.6f / r, 5), tree->seed);
      cover = sketch_step (-0.05f, 0.05f + view->px / r, 0.92f - d2 + 1.1f * n);
      glow = sketch_clamp (0.36f + 0.42f * (du * side - dv) +
                           1.1f * sketch_fbm (du * 4.5f + 7.0f, dv * 4.5f, 3, tree->seed + 9));
      if (cover > 0.0f)
        sketch_blend (row + 3 * x, sketch_colour_mix (tree->colour, tree->light, glow), cover);
    }
}

static void
draw_trunk (const Tree       *tree,
            const SketchView *view,
            float             v,
            float             side,
            float            *row)
{
  float centre = tree->u + tree->lean * (tree->foot - v) + 0.006f * sketch_noise1 (v * 6.0f, tree->seed);
  float half = tree->width * (1.0f + 0.8f * sketch_step (0.12f, 0.0f, tree->foot - v));
  int first, last;

  if (v > tree->foot || !sketch_view_span (view, centre - half, centre + half, &first, &last))
    return;
  for (int x = first; x <= last; x++)
    {
      float du = sketch_view_u (view, (guint) x) - centre, across = du / half;
      float cover = sketch_clamp ((half - fabsf (du)) * view->unit + 0.5f);
      float bark = sketch_fbm (across * 1.5f + 3.0f, v * 34.0f, 3, tree->seed + 2);
      float scar = sketch_step (0.32f, 0.46f, bark);
      SketchColour colour =
          sketch_colour_mix (tree->colour, tree->light, sketch_clamp (0.45f + 0.5f * across * side));

      sketch_blend (row + 3 * x, sketch_colour_scale (colour, 1.0f - 0.6f * scar), cover);
    }
}

static void
draw_bamboo (const Tree       *tree,
             const SketchView *view,
             float             v,
             float             side,
             float            *row)
{
  float up = (tree->foot - v) / 0.155f + (tree->seed & 0xFF) / 255.0f, joint = up - sketch_floor (up);
  float bow = tree->lean * (tree->foot - v) * (tree->foot - v);
  float centre = tree->u + bow, half = tree->width * (joint < 0.05f ? 1.16f : joint > 0.96f ? 1.08f : 1.0f);
  int first, last;

  if (sketch_view_span (view, centre - half, centre + half, &first, &last))
    for (int x = first; x <= last; x++)
      {
        float du = sketch_view_u (view, (guint) x) - centre;
        float shade = sketch_clamp (0.5f + 0.55f * du / half * side) * (joint < 0.05f ? 0.7f : 1.0f);

        sketch_blend (row + 3 * x, sketch_colour_mix (tree->colour, tree->light, shade),
                      sketch_clamp ((half - fabsf (du)) * view->unit + 0.5f));
      }
  /* Leaves hang from some joints: thin spindles to both sides. */
  for (guint i = 0; i < 10; i++)
    {
      guint32 h = sketch_hash ((gint32) i, 5, tree->seed);
      float at = -0.05f + 0.08f * i + 0.05f * ((h & 0xFF) / 255.0f),
            length = 0.07f + 0.08f * ((h >> 8 & 0xFF) / 255.0f);
      float slope = 0.35f + 0.8f * ((h >> 16 & 0xFF) / 255.0f), t = (v - at) / (length * slope);
      float out = h & 1u << 25 ? 1.0f : -1.0f, spread = length * t, thick = 0.022f * t * (1.0f - t) * 2.2f;
      float foot = tree->u + tree->lean * (tree->foot - at) * (tree->foot - at);

      if (t > 0.0f && t < 1.0f && (h >> 26 & 3) != 0)
        sketch_fill_span (view, row, foot + out * spread - thick / slope, foot + out * spread + thick / slope,
                          sketch_colour_mix (tree->colour, tree->light, 0.2f + 0.6f * (h >> 28) / 15.0f),
                          0.92f);
    }
}

static void
draw_trees (const SketchLayer *layer,
            const SketchView  *view,
            float              v,
            float             *row)
{
  const Trees *trees = (const Trees *) layer;

  for (guint i = 0; i < trees->n_trees; i++)
    {
      const Tree *tree = &trees->trees[i];
      float t = (tree->foot - v) / tree->height;

      /* Crowns reach above what is called a tree's height. */
      if (t < 0.0f || t > (trees->kind == TREE_CROWN ? 1.2f : 1.02f))
        continue;
      switch (trees->kind)
        {
        case TREE_CONIFER: draw_conifer (tree, view, t, trees->side, row); break;
        case TREE_CROWN: draw_crown (tree, view, t, v, trees->side, row); break;
        case TREE_TRUNK: draw_trunk (tree, view, v, trees->side, row); break;
        case TREE_BAMBOO: default: draw_bamboo (tree, view, v, trees->side, row); break;
        }
    }
}

static Trees *
add_trees (SketchScene *scene,
           TreeKind     kind,
           guint        n_trees)
{
  Trees *trees = sketch_scene_add (scene, sizeof (Trees), draw_trees);

  trees->kind = kind;
  trees->n_trees = n_trees;
  trees->trees = sketch_scene_alloc (scene, sizeof (Tree) * MAX (n_trees, 1));
  trees->side = scene->light.sun_u > 0.0f ? 1.0f : -1.0f;
  return trees;
}

/* Colours of leaves by season: dark and lit. */
static void
choose_leaves (SketchScene  *scene,
               SketchColour *dark,
               SketchColour *lit)
{
  static const guint32 autumn[][2] = { { 0x8E3B1E, 0xE98A3A }, { 0x9A5A1E, 0xF2B84A }, { 0x7A2420, 0xD9523A }, { 0x6E5A24, 0xD9B84E } };
  static const guint32 blossom[][2] = { { 0xC77A98, 0xFBD3DE }, { 0xD08CA6, 0xFFE6EA } };
  static const guint32 green[][2] = { { 0x1F4A34, 0x7FA65A }, { 0x24503A, 0x8DB06A }, { 0x2C4A26, 0xA3B45E } };
  float pick = sketch_dice (&scene->dice);
  const guint32 *pair = scene->brief.extras & SKETCH_BLOSSOM
                            ? blossom[(guint) (pick * G_N_ELEMENTS (blossom))]
                        : scene->brief.extras & SKETCH_AUTUMN ? autumn[(guint) (pick * G_N_ELEMENTS (autumn))]
                                                              : green[(guint) (pick * G_N_ELEMENTS (green))];

  *dark = sketch_colour (pair[0]);
  *lit = sketch_colour (pair[1]);
}

void
sketch_add_conifers (SketchScene *scene,
                     float        ground,
                     float        height,
                     float        distance,
                     float        density)
{
  const SketchLight *light = &scene->light;
  float reach = MIN (scene->view.half, 2.0f) + height * 0.2f;
  guint n = (guint) CLAMP (density * 2.0f * reach / (height * 0.16f), 1.0f, 220.0f);
  Trees *trees = add_trees (scene, TREE_CONIFER, n);
  gboolean snow = scene->brief.scene == SKETCH_SCENE_SNOW || scene->brief.weather & SKETCH_SNOWFALL;

  for (guint i = 0; i < n; i++)
    {
      Tree *tree = &trees->trees[i];
      SketchColour leaf = snow ? sketch_colour (0xC9D8EA) : sketch_colour (0x5C7F55);

      tree->u = sketch_dice_range (&scene->dice, -1.0f, 1.0f) * reach;
      /* Trees stand in groups, not in rows. */
      tree->u += 0.25f * reach * sketch_noise1 (tree->u * 3.0f, (guint32) i / 7);
      tree->height = height * sketch_dice_range (&scene->dice, 0.45f, 1.05f);
      tree->foot = ground + sketch_dice_range (&scene->dice, 0.0f, 0.12f) * height;
      tree->width = tree->height * sketch_dice_range (&scene->dice, 0.15f, 0.21f);
      tree->lean = tree->height * sketch_dice_range (&scene->dice, -0.02f, 0.02f);
      tree->seed = sketch_dice_seed (&scene->dice);
      tree->colour = sketch_colour_mix (
          sketch_colour_mix (light->shade, sketch_colour_times (sketch_colour (0x2C4638), light->ambient),
                             0.45f),
          light->haze, distance);
      tree->light = sketch_colour_mix (sketch_light_local (light, leaf, distance), light->sky[0], 0.10f);
    }
}

static void
add_crowns (SketchScene *scene,
            float        ground,
            float        height,
            float        distance,
            guint        n)
{
  const SketchLight *light = &scene->light;
  Trees *trees = add_trees (scene, TREE_CROWN, n);
  float reach = MIN (scene->view.half, 2.0f) * 1.1f;

  for (guint i = 0; i < n; i++)
    {
      Tree *tree = &trees->trees[i];
      SketchColour dark, lit;

      choose_leaves (scene, &dark, &lit);
      tree->u = ((i + sketch_dice (&scene->dice)) / n * 2.0f - 1.0f) * reach;
      tree->height = height * sketch_dice_range (&scene->dice, 0.65f, 1.1f);
      tree->foot = ground + sketch_dice_range (&scene->dice, 0.0f, 0.05f);
      tree->width = tree->height * sketch_dice_range (&scene->dice, 0.28f, 0.42f);
      tree->seed = sketch_dice_seed (&scene->dice);
      tree->colour = sketch_colour_mix (sketch_light_local (light, dark, distance), light->shade,
                                        0.3f * (1.0f - distance));
      tree->light = sketch_colour_mix (sketch_light_local (light, lit, distance), light->sky[0], 0.16f);
    }
}

static void
add_stems (SketchScene *scene,
           TreeKind     kind,
           float        ground,
           float        width,
           float        distance,
           guint        n)
{
  const SketchLight *light = &scene->light;
  Trees *trees = add_trees (scene, kind, n);
  float reach = MIN (scene->view.half, 2.0f) * 1.05f;
  gboolean bamboo = kind == TREE_BAMBOO;

  for (guint i = 0; i < n; i++)
    {
      Tree *tree = &trees->trees[i];
      SketchColour dark = sketch_colour (bamboo ? 0x2F5B35 : 0x6C665F),
                   lit = sketch_colour (bamboo ? 0x9CC26A : 0xEDE6DA);

      tree->u = ((i + 1.3f * sketch_dice (&scene->dice) - 0.15f) / n * 2.0f - 1.0f) * reach;
      tree->foot = ground + sketch_dice_range (&scene->dice, -0.02f, 0.05f);
      tree->height = tree->foot + 0.1f;
      tree->width = width * sketch_dice_range (&scene->dice, 0.55f, 1.2f);
      tree->lean = sketch_dice_range (&scene->dice, -0.07f, 0.07f);
      tree->seed = sketch_dice_seed (&scene->dice);
      tree->colour = sketch_colour_mix (sketch_light_local (light, dark, distance), light->shade,
                                        0.3f * (1.0f - distance));
      tree->light = sketch_light_local (light, lit, distance);
    }
}

/* Slanting light from above the trees; strongest in mist. */
typedef struct
{
  SketchLayer layer;
  SketchColour colour;
  float u, v, strength;
  guint32 seed;
} Shafts;

static void
draw_shafts (const SketchLayer *layer,
             const SketchView  *view,
             float              v,
             float             *row)
{
  const Shafts *shafts = (const Shafts *) layer;
  float dv = v - shafts->v;

  for (guint x = 0; x < view->width && dv > 0.0f; x++)
    {
      float du = sketch_view_u (view, x) - shafts->u, angle = du / (dv + 0.02f);
      float beam = sketch_step (0.0f, 0.55f, sketch_fbm1 (angle * 5.5f, 4, shafts->seed)) /
                   (1.0f + angle * angle * 1.4f);

      sketch_glow (row + 3 * x, shafts->colour, shafts->strength * beam * sketch_step (1.15f, 0.2f, v));
    }
}

static void
add_shafts (SketchScene *scene,
            float        strength)
{
  Shafts *shafts = sketch_scene_add (scene, sizeof (Shafts), draw_shafts);

  shafts->colour = scene->light.sun;
  shafts->u = scene->light.sun_u * 0.7f;
  shafts->v = -0.35f;
  shafts->strength = strength;
  shafts->seed = sketch_dice_seed (&scene->dice);
}

static void
add_woodland_row (SketchScene *scene,
                  guint        i,
                  guint        n)
{
  float near = i / (n - 1.0f), distance = 0.86f * (1.0f - near) * (1.0f - 0.3f * near) + 0.02f;
  float ground = 0.66f + 0.26f * near * near + 0.02f * near;
  guint extras = scene->brief.extras;

  if (extras & SKETCH_BAMBOO)
    add_stems (scene, TREE_BAMBOO, ground + 0.3f * near, 0.006f + 0.016f * near * near, distance,
               26 - (guint) (16 * near));
  else if (extras & SKETCH_TRUNKS)
    add_stems (scene, TREE_TRUNK, ground, 0.006f + 0.026f * near * near, distance, 26 - (guint) (18 * near));
  else if (extras & (SKETCH_AUTUMN | SKETCH_BLOSSOM))
    add_crowns (scene, ground, 0.34f + 0.42f * near, distance, 13 - (guint) (8 * near));
  else
    sketch_add_conifers (scene, ground + 0.02f, 0.36f + 0.42f * near, distance, 0.9f - 0.52f * near);
}

void
sketch_add_forest (SketchScene *scene)
{
  gboolean misty = (scene->brief.weather & SKETCH_FOG) != 0 || sketch_dice (&scene->dice) < 0.5f;
  const guint n = 5;

  for (guint i = 0; i < n; i++)
    {
      float near = i / (n - 1.0f);

      add_woodland_row (scene, i, n);
      sketch_add_ridge (scene, 0.675f + 0.27f * near * near, 0.02f, 0.8f * (1.0f - near), 0.0f);
      if (i < n - 1)
        sketch_add_fog (scene, 0.38f + 0.25f * near, (misty ? 0.55f : 0.3f) * (1.0f - 0.6f * near));
    }
  if (scene->light.time == SKETCH_TIME_DAWN || scene->light.time == SKETCH_TIME_GOLDEN ||
      (misty && scene->light.time == SKETCH_TIME_DAY))
    add_shafts (scene, 0.34f);
}
