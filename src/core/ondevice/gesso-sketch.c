/* gesso-sketch.c - prompts to pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-sketch.h"
#include "gesso-sketch-layers.h"
#include "gesso-sketch-manner.h"

static gboolean
check_size (guint    width,
            guint    height,
            GError **error)
{
  if (width > 0 && height > 0 && width <= GESSO_SKETCH_MAX_SIDE && height <= GESSO_SKETCH_MAX_SIDE)
    return TRUE;
  /* Translators: width and height asked for, then the largest for both, all in pixels. */
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               _("A sketch cannot be %u × %u pixels. Choose a size between 1 and %d pixels for each side."),
               width, height, GESSO_SKETCH_MAX_SIDE);
  return FALSE;
}

static float
edge_distance (const SketchView *view,
               guint             x,
               guint             y)
{
  float dx = 2.0f * (x + 0.5f) / view->width - 1.0f, dy = 2.0f * (y + 0.5f) / view->height - 1.0f;
  float d2 = 0.5f * (dx * dx + dy * dy);

  return d2 * d2;
}

static void
finish_row (gpointer          user_data,
            const SketchView *view,
            guint             y,
            float            *row)
{
  const SketchGrade *grade = user_data;

  for (guint x = 0; x < view->width; x++)
    sketch_grade_pixel (grade, row + 3 * x, x, y, edge_distance (view, x, y));
}

/* The scene without any manner of painting. */
static GessoImage *
draw_plain (const SketchBrief *brief,
            guint              width,
            guint              height,
            guint32            seed,
            const SketchRun   *run,
            GError           **error)
{
  SketchScene *scene = sketch_scene_new (brief, width, height, seed);
  SketchGrade grade;
  GessoImage *image;

  sketch_grade_init (&grade, brief, seed);
  if (brief->scene == SKETCH_SCENE_ABSTRACT || brief->scene == SKETCH_SCENE_PAPER)
    grade.tint = brief->scene == SKETCH_SCENE_PAPER ? grade.tint * 0.8f : 0.0f;
  sketch_compose (scene);
  image = sketch_render (&scene->view, scene->layers, finish_row, &grade, run, error);
  sketch_scene_free (scene);
  return image;
}

/* @source painted over again in @brief's manner. */
static GessoImage *
paint_over (const GessoImage  *source,
            const SketchBrief *brief,
            guint              width,
            guint              height,
            guint32            seed,
            const SketchRun   *run,
            GError           **error)
{
  g_autoptr (SketchModel) model = sketch_model_new (source, error);
  SketchScene *scene;
  SketchGrade grade;
  GessoImage *image;

  if (model == NULL)
    return NULL;
  scene = sketch_scene_new (brief, width, height, seed);
  sketch_grade_init (&grade, &(SketchBrief) { .scene = brief->scene }, seed);
  grade.vignette = 0.0f;
  sketch_add_manner (scene, model, brief->manner);
  image = sketch_render (&scene->view, scene->layers, finish_row, &grade, run, error);
  sketch_scene_free (scene);
  return image;
}

static void
fit_side (guint  side,
          guint *width,
          guint *height)
{
  double scale = side / (double) MAX (*width, *height);

  *width = MAX (1, (guint) (*width * scale + 0.5));
  *height = MAX (1, (guint) (*height * scale + 0.5));
}

GessoImage *
gesso_sketch_generate (const char       *prompt,
                       guint             width,
                       guint             height,
                       guint32           seed,
                       GessoProgressFunc progress,
                       gpointer          user_data,
                       GCancellable     *cancellable,
                       GError          **error)
{
  SketchRun run = { progress, user_data, cancellable, 0.0, 1.0 };
  g_autoptr (GessoImage) plain = NULL;
  guint small_width = width, small_height = height;
  SketchBrief brief;

  if (!check_size (width, height, error))
    return NULL;
  sketch_brief_read (&brief, prompt);
  if (brief.manner == SKETCH_MANNER_NONE)
    return draw_plain (&brief, width, height, seed, &run, error);
  fit_side (SKETCH_MODEL_SIDE, &small_width, &small_height);
  run.to = 0.2;
  plain = draw_plain (&brief, small_width, small_height, seed, &run, error);
  if (plain == NULL)
    return NULL;
  run.from = 0.2;
  run.to = 1.0;
  return paint_over (plain, &brief, width, height, seed, &run, error);
}

GessoImage *
gesso_sketch_redux (const GessoImage *source,
                    const char       *prompt,
                    guint             width,
                    guint             height,
                    guint32           seed,
                    GessoProgressFunc progress,
                    gpointer          user_data,
                    GCancellable     *cancellable,
                    GError          **error)
{
  SketchRun run = { progress, user_data, cancellable, 0.0, 1.0 };
  SketchBrief brief;

  g_return_val_if_fail (source != NULL, NULL);

  if (!check_size (width, height, error))
    return NULL;
  sketch_brief_read (&brief, prompt);
  if (brief.manner == SKETCH_MANNER_NONE)
    brief.manner = SKETCH_MANNER_OIL;
  return paint_over (source, &brief, width, height, seed, &run, error);
}

GessoImage *
gesso_sketch_backdrop (const char       *prompt,
                       guint             width,
                       guint             height,
                       guint32           seed,
                       GessoProgressFunc progress,
                       gpointer          user_data,
                       GCancellable     *cancellable,
                       GError          **error)
{
  SketchRun run = { progress, user_data, cancellable, 0.0, 0.3 };
  g_autoptr (GessoImage) plain = NULL;
  g_autoptr (SketchModel) model = NULL;
  guint small_width = width, small_height = height;
  SketchScene *scene;
  SketchBrief brief;
  SketchGrade grade;
  GessoImage *image;

  if (!check_size (width, height, error))
    return NULL;
  sketch_brief_read (&brief, prompt);
  if (brief.known == 0)
    brief.scene = SKETCH_SCENE_BACKDROP;
  fit_side (SKETCH_MODEL_SIDE, &small_width, &small_height);
  plain = draw_plain (&brief, small_width, small_height, seed, &run, error);
  model = plain != NULL ? sketch_model_new (plain, error) : NULL;
  if (model == NULL)
    return NULL;
  run.from = 0.3;
  run.to = 1.0;
  scene = sketch_scene_new (&brief, width, height, seed);
  sketch_grade_init (&grade, &(SketchBrief) { .scene = brief.scene }, seed);
  sketch_add_soft (scene, model);
  image = sketch_render (&scene->view, scene->layers, finish_row, &grade, &run, error);
  sketch_scene_free (scene);
  return image;
}

char *
gesso_sketch_describe (const char *prompt)
{
  const char *scene, *time, *manner;
  SketchBrief brief;

  sketch_brief_read (&brief, prompt);
  scene = sketch_scene_get_name (brief.scene);
  time = sketch_time_get_name (brief.time);
  manner = sketch_manner_get_name (brief.manner);
  if (brief.known == 0)
    /* Translators: %s is a scene such as “sea”. */
    return g_strdup_printf (_("No word of the prompt names a scene, so one was chosen: %s."), scene);
  if (time != NULL && manner != NULL)
    /* Translators: such as “Scene: sea, time: dusk, style: watercolour.” */
    return g_strdup_printf (_("Scene: %s, time: %s, style: %s."), scene, time, manner);
  if (time != NULL)
    /* Translators: such as “Scene: sea, time: dusk.” */
    return g_strdup_printf (_("Scene: %s, time: %s."), scene, time);
  if (manner != NULL)
    /* Translators: such as “Scene: sea, style: watercolour.” */
    return g_strdup_printf (_("Scene: %s, style: %s."), scene, manner);
  /* Translators: such as “Scene: sea.” */
  return g_strdup_printf (_("Scene: %s."), scene);
}
