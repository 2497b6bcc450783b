/* gesso-fill-region.c - which parts of a large picture matter to its holes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-fill-private.h"

/* Holes are told apart on a grid of this many cells a side at most. */
#define GRID_SIDE 256
#define LEAST_CELL 16

/* With more groups than this the hole is dust, and one region is quicker. */
#define MAX_REGIONS 64

/* Around a hole as much as the hole is long is looked at, between these. */
#define LEAST_MARGIN 96
#define MOST_CROP_PIXELS (24 * 1000 * 1000)

/* The mask as a grid of cells. */
typedef struct
{
  int cell, columns, rows;
  gint64 *count; /* (owned): pixels of the hole in each cell; 0 once it belongs to a region */
} Grid;

static void
grid_count (Grid             *grid,
            const GessoImage *mask)
{
  int width = gesso_image_get_width (mask), height = gesso_image_get_height (mask);

  grid->cell = MAX ((MAX (width, height) + GRID_SIDE - 1) / GRID_SIDE, LEAST_CELL);
  grid->columns = (width + grid->cell - 1) / grid->cell;
  grid->rows = (height + grid->cell - 1) / grid->cell;
  grid->count = g_new0 (gint64, (gsize) grid->columns * grid->rows);
  for (int y = 0; y < height; y++)
    {
      const guint8 *row = gesso_image_get_row (mask, y);
      gint64 *count = grid->count + (gsize) (y / grid->cell) * grid->columns;

      for (int x = 0; x < width; x++)
        if (row[x] > 0)
          count[x / grid->cell]++;
    }
}

/* Takes the cells that hang together with (@column, @row) out of the grid. */
static GessoFillRegion
grid_take (Grid *grid,
           int   column,
           int   row)
{
  GessoFillRegion region = { 0 };
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (int));
  int start = row * grid->columns + column;

  g_array_append_val (open, start);
  while (open->len > 0)
    {
      int at = g_array_index (open, int, open->len - 1);
      int x = at % grid->columns, y = at / grid->columns;
      GessoRect cell = { x * grid->cell, y * grid->cell, grid->cell, grid->cell };

      g_array_set_size (open, open->len - 1);
      if (grid->count[at] == 0)
        continue;
      region.pixels += grid->count[at];
      region.hole = gesso_rect_union (&region.hole, &cell);
      grid->count[at] = 0;
      for (int j = MAX (y - 1, 0); j <= MIN (y + 1, grid->rows - 1); j++)
        for (int i = MAX (x - 1, 0); i <= MIN (x + 1, grid->columns - 1); i++)
          {
            int next = j * grid->columns + i;

            if (grid->count[next] > 0)
              g_array_append_val (open, next);
          }
    }
  return region;
}

static void
set_crop (GessoFillRegion *region,
          const GessoRect *bounds)
{
  const GessoRect *hole = &region->hole;
  int margin = MAX (MAX (hole->width, hole->height), LEAST_MARGIN);
  gint64 pixels;

  do
    {
      GessoRect around = { hole->x - margin, hole->y - margin,
                           hole->width + 2 * margin, hole->height + 2 * margin };

      region->crop = gesso_rect_intersect (&around, bounds);
      pixels = (gint64) region->crop.width * region->crop.height;
      margin = margin * 3 / 4;
    }
  while (pixels > MOST_CROP_PIXELS && margin >= LEAST_MARGIN);
}

/* Joins any two regions of which one looks at the other's hole; TRUE when there were such. */
static gboolean
join_regions (GArray          *regions,
              const GessoRect *bounds)
{
  for (guint i = 0; i < regions->len; i++)
    for (guint j = 0; j < regions->len; j++)
      {
        GessoFillRegion *a = &g_array_index (regions, GessoFillRegion, i);
        GessoFillRegion *b = &g_array_index (regions, GessoFillRegion, j);
        GessoRect shared = gesso_rect_intersect (&a->crop, &b->hole);

        if (i == j || gesso_rect_is_empty (&shared))
          continue;
        a->hole = gesso_rect_union (&a->hole, &b->hole);
        a->pixels += b->pixels;
        set_crop (a, bounds);
        g_array_remove_index (regions, j);
        return TRUE;
      }
  return FALSE;
}

GArray *
gesso_fill_find_regions (const GessoImage *mask)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (GessoFillRegion));
  GessoRect bounds = { 0, 0, gesso_image_get_width (mask), gesso_image_get_height (mask) };
  Grid grid;

  grid_count (&grid, mask);
  for (int row = 0; row < grid.rows; row++)
    for (int column = 0; column < grid.columns; column++)
      if (grid.count[(gsize) row * grid.columns + column] > 0)
        {
          GessoFillRegion region = grid_take (&grid, column, row);

          region.hole = gesso_rect_intersect (&region.hole, &bounds);
          g_array_append_val (regions, region);
        }
  g_free (grid.count);

  while (regions->len > MAX_REGIONS)
    {
      GessoFillRegion *first = &g_array_index (regions, GessoFillRegion, 0);
      const GessoFillRegion *last = &g_array_index (regions, GessoFillRegion, regions->len - 1);

      first->hole = gesso_rect_union (&first->hole, &last->hole);
      first->pixels += last->pixels;
      g_array_set_size (regions, regions->len - 1);
    }
  for (guint i = 0; i < regions->len; i++)
    set_crop (&g_array_index (regions, GessoFillRegion, i), &bounds);
  while (join_regions (regions, &bounds))
    continue;
  return regions;
}
