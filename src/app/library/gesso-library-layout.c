/* gesso-library-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-library-layout.h"

#define GAP 8
#define MARGIN 18
#define NARROW_MARGIN 12
#define NARROW_WIDTH 480
/* A phone still shows more than one. */
#define MIN_COLUMNS 2

/* A day, with where it begins. */
typedef struct
{
  double y;
  guint first;
  guint n_items;
} Section;

struct _GessoLibraryLayout
{
  GArray *sections; /* (owned) (element-type Section) */
  double height;
  guint n_items;
  guint n_columns;
  int cell_size;
  int row_height; /* with the gap below */
  int header_height;
  int margin;
};

GessoLibraryLayout *
gesso_library_layout_new (void)
{
  GessoLibraryLayout *self = g_new0 (GessoLibraryLayout, 1);

  self->sections = g_array_new (FALSE, FALSE, sizeof (Section));
  self->n_columns = 1;
  self->row_height = 1;
  return self;
}

void
gesso_library_layout_free (GessoLibraryLayout *self)
{
  g_array_unref (self->sections);
  g_free (self);
}

static const Section *
get_section (GessoLibraryLayout *self,
             guint               index)
{
  return &g_array_index (self->sections, Section, index);
}

static guint
count_rows (GessoLibraryLayout *self,
            const Section      *section)
{
  return (section->n_items + self->n_columns - 1) / self->n_columns;
}

void
gesso_library_layout_update (GessoLibraryLayout *self,
                             const GArray       *days,
                             int                 width,
                             int                 cell_size,
                             int                 header_height,
                             int                 caption_height)
{
  int room;

  self->margin = width < NARROW_WIDTH ? NARROW_MARGIN : MARGIN;
  room = MAX (width - 2 * self->margin, 1);
  self->n_columns = MAX (MIN_COLUMNS, (room + GAP) / (cell_size + GAP));
  self->cell_size = MAX (1, (room + GAP) / (int) self->n_columns - GAP);
  self->row_height = self->cell_size + caption_height + GAP;
  self->header_height = header_height;
  self->n_items = 0;
  self->height = 0;
  g_array_set_size (self->sections, 0);
  for (guint i = 0; i < days->len; i++)
    {
      const GessoLibraryDay *day = &g_array_index (days, GessoLibraryDay, i);
      Section section = { self->height, day->first, day->n_items };

      g_array_append_val (self->sections, section);
      self->height += header_height + (double) count_rows (self, &section) * self->row_height;
      self->n_items += day->n_items;
    }
  if (self->n_items > 0)
    self->height += self->margin - GAP;
}

double
gesso_library_layout_get_height (GessoLibraryLayout *self)
{
  return self->height;
}

guint
gesso_library_layout_get_n_items (GessoLibraryLayout *self)
{
  return self->n_items;
}

guint
gesso_library_layout_get_n_columns (GessoLibraryLayout *self)
{
  return self->n_columns;
}

int
gesso_library_layout_get_cell_size (GessoLibraryLayout *self)
{
  return self->cell_size;
}

/* The section of @position. */
static guint
find_section (GessoLibraryLayout *self,
              guint               position)
{
  guint first = 0, past = self->sections->len;

  while (past - first > 1)
    {
      guint middle = first + (past - first) / 2;

      if (get_section (self, middle)->first <= position)
        first = middle;
      else
        past = middle;
    }
  return first;
}

guint
gesso_library_layout_find_day (GessoLibraryLayout *self,
                               double              y)
{
  guint first = 0, past = self->sections->len;

  while (past - first > 1)
    {
      guint middle = first + (past - first) / 2;

      if (get_section (self, middle)->y <= y)
        first = middle;
      else
        past = middle;
    }
  return first;
}

double
gesso_library_layout_get_day_y (GessoLibraryLayout *self,
                                guint               day)
{
  return day < self->sections->len ? get_section (self, day)->y : self->height;
}

static double
get_row_y (GessoLibraryLayout *self,
           const Section      *section,
           guint               row)
{
  return section->y + self->header_height + (double) row * self->row_height;
}

graphene_rect_t
gesso_library_layout_get_rect (GessoLibraryLayout *self,
                               guint               position)
{
  const Section *section = get_section (self, find_section (self, position));
  guint index = position - section->first;
  double x = self->margin + (double) (index % self->n_columns) * (self->cell_size + GAP);

  return GRAPHENE_RECT_INIT (x, get_row_y (self, section, index / self->n_columns), self->cell_size,
                             self->row_height - GAP);
}

/* The row of @section at @y, or -1 where its header is; beyond the end the number of rows. */
static int
find_row (GessoLibraryLayout *self,
          const Section      *section,
          double              y)
{
  double row = floor ((y - section->y - self->header_height) / self->row_height);

  return (int) CLAMP (row, -1, count_rows (self, section));
}

gboolean
gesso_library_layout_find (GessoLibraryLayout *self,
                           double              x,
                           double              y,
                           guint              *position)
{
  const Section *section;
  double column;
  int row;

  if (self->sections->len == 0 || x < self->margin || y < 0)
    return FALSE;
  section = get_section (self, gesso_library_layout_find_day (self, y));
  row = find_row (self, section, y);
  column = floor ((x - self->margin) / (self->cell_size + GAP));
  if (row < 0 || row >= (int) count_rows (self, section) || column >= self->n_columns ||
      x - self->margin - column * (self->cell_size + GAP) >= self->cell_size ||
      y - get_row_y (self, section, row) >= self->row_height - GAP ||
      (guint) row * self->n_columns + (guint) column >= section->n_items)
    return FALSE;
  *position = section->first + (guint) row * self->n_columns + (guint) column;
  return TRUE;
}

gboolean
gesso_library_layout_get_range (GessoLibraryLayout *self,
                                double              top,
                                double              bottom,
                                guint              *first,
                                guint              *last)
{
  const Section *section;
  int row;

  if (self->sections->len == 0)
    return FALSE;
  section = get_section (self, gesso_library_layout_find_day (self, top));
  row = MAX (find_row (self, section, top), 0);
  *first = section->first + MIN ((guint) row * self->n_columns, section->n_items);
  section = get_section (self, gesso_library_layout_find_day (self, bottom));
  row = find_row (self, section, bottom);
  *last = section->first + MIN ((guint) (row + 1) * self->n_columns, section->n_items);
  if (*first >= *last)
    return FALSE;
  (*last)--;
  return TRUE;
}

/* The last row of the section before, or the first one of the next. */
static guint
enter_section (GessoLibraryLayout *self,
               const Section      *section,
               guint               column,
               gboolean            from_below)
{
  guint row = from_below ? count_rows (self, section) - 1 : 0;

  return section->first + MIN (row * self->n_columns + column, section->n_items - 1);
}

guint
gesso_library_layout_move_rows (GessoLibraryLayout *self,
                                guint               position,
                                int                 rows)
{
  guint index = find_section (self, position);
  const Section *section = get_section (self, index);
  guint column = (position - section->first) % self->n_columns;

  for (; rows != 0; rows += rows < 0 ? 1 : -1)
    {
      guint offset = position - section->first;

      if (rows < 0 && offset >= self->n_columns)
        position -= self->n_columns;
      else if (rows > 0 && offset / self->n_columns + 1 < count_rows (self, section))
        position = section->first + MIN ((offset / self->n_columns + 1) * self->n_columns + column,
                                         section->n_items - 1);
      else if (rows < 0 ? index > 0 : index + 1 < self->sections->len)
        {
          index += rows < 0 ? -1 : 1;
          section = get_section (self, index);
          position = enter_section (self, section, column, rows < 0);
        }
      else
        break;
    }
  return position;
}

void
gesso_library_layout_foreach_in (GessoLibraryLayout    *self,
                                 const graphene_rect_t *rect,
                                 GessoLibraryLayoutFunc func,
                                 gpointer               user_data)
{
  guint first, last;

  if (!gesso_library_layout_get_range (self, rect->origin.y, rect->origin.y + rect->size.height, &first, &last))
    return;
  for (guint i = first; i <= last; i++)
    {
      graphene_rect_t cell = gesso_library_layout_get_rect (self, i);

      if (graphene_rect_intersection (&cell, rect, NULL))
        func (i, user_data);
    }
}
