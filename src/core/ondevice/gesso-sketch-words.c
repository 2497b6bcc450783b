/* gesso-sketch-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-sketch-noise.h"
#include "gesso-sketch-words.h"

/* What lies beyond is not looked at, so a pasted book costs nothing. */
#define MAX_PROMPT 4096
#define MAX_MARKS 3

typedef enum
{
  MARK_END,
  MARK_SCENE,
  MARK_ONLY,
  MARK_TIME,
  MARK_WEATHER,
  MARK_EXTRA,
  MARK_MANNER,
  MARK_PATTERN,
  MARK_TINT,
  MARK_BLOOM,
  MARK_MOOD
} MarkKind;

typedef struct
{
  guint16 kind;
  guint16 value;
} Mark;

/* Words that mean the same, parted by "|". English in the singular, whole words; Chinese anywhere in the text. */
typedef struct
{
  const char *english;
  const char *chinese;
  Mark marks[MAX_MARKS];
} Row;

#define SCENE(name)   { MARK_SCENE, SKETCH_SCENE_##name }
#define ONLY(name)    { MARK_ONLY, SKETCH_SCENE_##name }
#define TIME(name)    { MARK_TIME, SKETCH_TIME_##name }
#define WEATHER(name) { MARK_WEATHER, SKETCH_##name }
#define EXTRA(name)   { MARK_EXTRA, SKETCH_##name }
#define MANNER(name)  { MARK_MANNER, SKETCH_MANNER_##name }
#define PATTERN(name) { MARK_PATTERN, SKETCH_PATTERN_##name }
#define TINT(name)    { MARK_TINT, SKETCH_TINT_##name }
#define BLOOM(name)   { MARK_BLOOM, SKETCH_TINT_##name }
#define MOOD(name)    { MARK_MOOD, SKETCH_MOOD_##name }

/* The first mark is what the words mean; a time of day after it is only a
 * likely one, which another word may replace. */
static const Row rows[] = {
  /* Places. */
  { "sea|ocean|seaside|coast|shore|wave|surf",
    "海|大海|海洋|海边|海岸|海浪|波浪|浪花", { SCENE (SEA) } },
  { "beach|seashore",
    "海滩|沙滩", { SCENE (SEA), EXTRA (BEACH) } },
  { "island",
    "岛|岛屿|海岛", { SCENE (SEA), EXTRA (ISLAND) } },
  { "boat|sailboat|ship|sail",
    "帆船|船|小舟|帆", { SCENE (SEA), EXTRA (BOAT) } },
  { "harbour|harbor",
    "港口|码头", { SCENE (SEA), SCENE (CITY) } },
  { "lake|pond|reflection",
    "湖|湖泊|湖水|倒影|池塘", { SCENE (LAKE) } },
  { "river|fjord",
    "河|江|河流|江河|峡湾", { SCENE (LAKE), SCENE (MOUNTAINS) } },
  { "mountain|hill|peak|alps|cliff|valley|ridge|canyon",
    "山|山脉|群山|山峰|高山|峰|山谷|峡谷", { SCENE (MOUNTAINS) } },
  { "snowy mountain",
    "雪山", { SCENE (MOUNTAINS), SCENE (SNOW) } },
  { "",
    "山水", { SCENE (LAKE), SCENE (MOUNTAINS), MANNER (INK) } },
  { "volcano",
    "火山", { SCENE (MOUNTAINS), TINT (RED) } },
  { "forest|tree|wood|woods|woodland|jungle|pine|spruce|taiga",
    "森林|树林|林|树|松树|松|丛林|林海", { SCENE (FOREST) } },
  { "birch|grove",
    "白桦|桦树", { SCENE (FOREST), EXTRA (TRUNKS) } },
  { "bamboo",
    "竹|竹子|竹林", { SCENE (FOREST), EXTRA (BAMBOO) } },
  { "city|town|skyline|street|building|skyscraper|downtown|metropolis|urban",
    "城市|城|都市|街道|街|楼|高楼|大厦|天际线|上海|香港|东京|纽约", { SCENE (CITY) } },
  { "cyberpunk",
    "赛博朋克", { SCENE (CITY), TIME (NIGHT), MOOD (NEON) } },
  { "desert|dune|sand|sahara|oasis",
    "沙漠|沙丘|沙|戈壁|大漠", { SCENE (DESERT) } },
  { "meadow|field|grass|grassland|prairie|pasture|garden|countryside|farm",
    "草地|草原|草|田野|田|花园|原野|乡村|麦田", { SCENE (MEADOW) } },
  { "flower|bloom",
    "花|鲜花|花海|野花", { SCENE (MEADOW), EXTRA (FLOWERS) } },
  { "poppy|rose|tulip",
    "罂粟|玫瑰|郁金香|虞美人", { SCENE (MEADOW), EXTRA (FLOWERS), BLOOM (RED) } },
  { "lavender|iris|lilac",
    "薰衣草|鸢尾|丁香", { SCENE (MEADOW), EXTRA (FLOWERS), BLOOM (PURPLE) } },
  { "sunflower|dandelion|buttercup|rapeseed",
    "向日葵|蒲公英|油菜花|菊花|菊", { SCENE (MEADOW), EXTRA (FLOWERS), BLOOM (YELLOW) } },
  { "daisy|lily|snowdrop",
    "雏菊|百合|茉莉", { SCENE (MEADOW), EXTRA (FLOWERS), BLOOM (GREY) } },
  { "cherry blossom|blossom|sakura",
    "樱花|桃花|梅花", { SCENE (FOREST), EXTRA (BLOSSOM) } },
  { "snow|winter|ice|arctic|glacier",
    "雪|冬|冬天|冰|雪地|冰川|雪景", { SCENE (SNOW) } },
  { "snowfall|blizzard|christmas",
    "下雪|飘雪|大雪|暴风雪|圣诞", { SCENE (SNOW), WEATHER (SNOWFALL) } },
  { "landscape|scenery|nature",
    "风景|景色|自然", { SCENE (MOUNTAINS) } },
  { "sky|heaven|cloudscape",
    "天空|天|云海", { SCENE (SKY), WEATHER (CLOUDS) } },
  { "space|universe|cosmos|nebula|galaxy|milky way|astronaut",
    "太空|宇宙|星云|银河|星系", { SCENE (SPACE) } },
  { "planet|mars|jupiter|earth",
    "星球|行星|火星|木星|地球", { SCENE (SPACE), EXTRA (PLANET) } },
  { "saturn",
    "土星", { SCENE (SPACE), EXTRA (PLANET), EXTRA (RINGS) } },
  /* Pictures of nothing. */
  { "abstract|modern art|pattern",
    "抽象|图案|现代艺术", { ONLY (ABSTRACT) } },
  { "flow|stream|swirl",
    "流动|漩涡|流线", { SCENE (ABSTRACT), PATTERN (FLOW) } },
  { "mosaic|voronoi|cell|crystal|stained glass",
    "马赛克|晶体|彩色玻璃", { SCENE (ABSTRACT), PATTERN (CELLS) } },
  { "circle|bubble|bauhaus|kandinsky|geometric",
    "几何|圆|圆形|气泡|包豪斯", { SCENE (ABSTRACT), PATTERN (CIRCLES) } },
  { "marble|liquid|fluid|smoke",
    "大理石|流体|烟|烟雾", { SCENE (ABSTRACT), PATTERN (MARBLE) } },
  { "line|stripe",
    "线条|条纹", { SCENE (ABSTRACT), PATTERN (RIDGES) } },
  { "square|cube|grid|block|mondrian",
    "方块|网格|格子", { SCENE (ABSTRACT), PATTERN (BLOCKS) } },
  { "paper|texture|parchment|canvas|linen",
    "纸|宣纸|纸张|纹理|画布|羊皮纸", { SCENE (PAPER) } },
  { "backdrop|background|studio|gradient|wall|bokeh",
    "背景|影棚|摄影棚|渐变|墙|背景布", { SCENE (BACKDROP) } },
  /* Times of day. */
  { "dawn|sunrise|morning|daybreak",
    "黎明|清晨|早晨|日出|晨|早上|拂晓|晨光", { TIME (DAWN) } },
  { "day|noon|midday|daylight|afternoon",
    "白天|中午|正午|下午|白昼", { TIME (DAY) } },
  { "golden hour|golden",
    "金色时刻|金色", { TIME (GOLDEN) } },
  { "sunset|evening|sundown",
    "日落|夕阳|晚霞|落日|傍晚", { TIME (SUNSET) } },
  { "dusk|twilight|blue hour",
    "黄昏|暮色|蓝调时刻", { TIME (DUSK) } },
  { "night|midnight",
    "夜|夜晚|晚上|深夜|午夜|夜景|夜色", { TIME (NIGHT) } },
  { "night sky|starry|star|starlight",
    "星空|星|星星|繁星|星光|夜空", { EXTRA (STARS), TIME (NIGHT), SCENE (SKY) } },
  { "moon|moonlight|full moon",
    "月|月亮|月光|明月|满月", { EXTRA (MOON), TIME (NIGHT) } },
  { "sun|sunny|sunshine",
    "太阳|阳光|晴|晴天|晴朗", { EXTRA (SUN), WEATHER (CLEAR) } },
  /* Weather and seasons. */
  { "cloud|cloudy",
    "云|多云|白云|云朵|彩云", { WEATHER (CLOUDS) } },
  { "overcast|gloomy|gray sky",
    "阴|阴天|阴沉", { WEATHER (OVERCAST) } },
  { "storm|thunder|lightning|thunderstorm|tempest",
    "暴风|风暴|雷|闪电|雷雨|暴风雨|雷电", { WEATHER (STORM) } },
  { "rain|rainy|drizzle|shower",
    "雨|下雨|雨天|细雨|暴雨|烟雨", { WEATHER (RAIN) } },
  { "fog|mist|haze|foggy|misty",
    "雾|薄雾|雾气|晨雾|大雾|云雾", { WEATHER (FOG) } },
  { "aurora|northern lights",
    "极光|北极光", { WEATHER (AURORA), TIME (NIGHT) } },
  { "rainbow",
    "彩虹", { WEATHER (RAINBOW) } },
  { "clear",
    "晴空|万里无云", { WEATHER (CLEAR) } },
  { "autumn|fall|maple",
    "秋|秋天|枫叶|枫|红叶|落叶|秋色", { EXTRA (AUTUMN) } },
  { "spring|summer",
    "春|春天|夏|夏天", { TIME (DAY) } },
  { "bird|gull|crane",
    "鸟|飞鸟|海鸥|鹤|大雁|雁", { EXTRA (BIRDS) } },
  /* Manners of painting. */
  { "watercolour|watercolor|aquarelle|wash|gouache",
    "水彩|水彩画|淡彩|水粉", { MANNER (WATERCOLOUR) } },
  { "ink|sumi|ink wash|calligraphy",
    "水墨|水墨画|国画|墨|墨水|书法|写意", { MANNER (INK) } },
  { "oil|oil painting|impressionist|impressionism|painting|brush|van gogh|monet",
    "油画|印象派|厚涂|梵高|莫奈|笔触", { MANNER (OIL) } },
  { "cut paper|papercut|paper cut|collage|paper art",
    "剪纸|纸雕|拼贴", { MANNER (CUT_PAPER) } },
  { "dot|halftone|pointillism|pop art|seurat",
    "点彩|圆点|波普|网点", { MANNER (DOTS) } },
  { "pencil|drawing|graphite|charcoal|sketch|hatching",
    "铅笔|素描|炭笔|速写|铅笔画", { MANNER (PENCIL) } },
  /* Colours and moods. */
  { "red|crimson|scarlet",
    "红|红色|赤", { TINT (RED) } },
  { "orange",
    "橙|橙色|橘色", { TINT (ORANGE) } },
  { "yellow|gold",
    "黄|黄色|金", { TINT (YELLOW) } },
  { "green|emerald",
    "绿|绿色|翠绿|青绿", { TINT (GREEN) } },
  { "teal|turquoise|cyan",
    "青|青色|碧|青蓝", { TINT (TEAL) } },
  { "blue|azure|navy|indigo",
    "蓝|蓝色|湛蓝|深蓝", { TINT (BLUE) } },
  { "purple|violet|magenta",
    "紫|紫色|紫罗兰", { TINT (PURPLE) } },
  { "pink",
    "粉|粉色|粉红", { TINT (PINK) } },
  { "brown|beige",
    "棕|棕色|褐色|米色", { TINT (BROWN) } },
  { "grey|gray|monochrome|black and white",
    "灰|灰色|黑白|单色", { TINT (GREY) } },
  { "vivid|colourful|colorful|vibrant|saturated",
    "鲜艳|彩色|缤纷|多彩", { MOOD (VIVID) } },
  { "muted|soft|calm|quiet|serene",
    "柔和|宁静|安静|淡雅|平静", { MOOD (MUTED) } },
  { "pastel|dreamy|light",
    "马卡龙|梦幻|浅色", { MOOD (PASTEL) } },
  { "dark|moody|mysterious|black",
    "暗|黑暗|神秘|黑|黑色", { MOOD (DARK) } },
  { "bright|white|high key",
    "明亮|白|白色|明快", { MOOD (BRIGHT) } },
  { "warm|cosy|cozy",
    "温暖|暖|暖色", { MOOD (WARM) } },
  { "cold|cool",
    "冷|冷色|寒冷|清冷", { MOOD (COOL) } },
  { "neon|glowing",
    "霓虹|荧光", { MOOD (NEON) } },
  { "vintage|retro|sepia|old|nostalgic",
    "复古|怀旧|老照片|旧", { MOOD (VINTAGE) } },
};

#undef SCENE
#undef ONLY
#undef TIME
#undef WEATHER
#undef EXTRA
#undef MANNER
#undef PATTERN
#undef TINT
#undef BLOOM
#undef MOOD

static gboolean
is_letter (char c)
{
  return g_ascii_isalnum (c);
}

/* Bytes of @text that the English word @word (of @length bytes) takes, plural and -y forms included, or 0. */
static gsize
match_english (const char *text,
               const char *word,
               gsize       length)
{
  static const char *endings[] = { "", "s", "es", "y" };

  if (strncmp (text, word, length) == 0)
    for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
      {
        gsize ending = strlen (endings[i]);

        if (strncmp (text + length, endings[i], ending) == 0 && !is_letter (text[length + ending]))
          return length + ending;
      }
  if (length > 2 && word[length - 1] == 'y' && strncmp (text, word, length - 1) == 0
      && strncmp (text + length - 1, "ies", 3) == 0 && !is_letter (text[length + 2]))
    return length + 2;
  return 0;
}

/* The longest of the words in @list that @text begins with. */
static gsize
match_list (const char *text,
            const char *list,
            gboolean    english)
{
  gsize best = 0;

  while (*list != '\0')
    {
      gsize length = strcspn (list, "|");
      gsize found = english ? match_english (text, list, length)
                            : strncmp (text, list, length) == 0 ? length : 0;

      best = MAX (best, found);
      list += length + (list[length] == '|');
    }
  return best;
}

static void
apply_mark (SketchBrief *brief,
            const Mark  *mark,
            gboolean     first,
            gboolean    *time_is_sure,
            guint       *forced)
{
  switch ((MarkKind) mark->kind)
    {
    case MARK_SCENE:
      brief->scenes |= 1u << mark->value;
      break;
    case MARK_ONLY:
      *forced = mark->value;
      brief->scenes |= 1u << mark->value;
      break;
    case MARK_TIME:
      if (first ? !*time_is_sure : brief->time == SKETCH_TIME_NONE)
        {
          brief->time = mark->value;
          *time_is_sure = first;
        }
      break;
    case MARK_WEATHER:
      brief->weather |= mark->value;
      break;
    case MARK_EXTRA:
      brief->extras |= mark->value;
      break;
    case MARK_MANNER:
      if (brief->manner == SKETCH_MANNER_NONE || first)
        brief->manner = mark->value;
      break;
    case MARK_PATTERN:
      brief->pattern = mark->value;
      break;
    case MARK_TINT:
      if (brief->tint == SKETCH_TINT_NONE)
        brief->tint = mark->value;
      break;
    case MARK_BLOOM:
      brief->bloom = mark->value;
      break;
    case MARK_MOOD:
      if (brief->mood == SKETCH_MOOD_NONE)
        brief->mood = mark->value;
      break;
    case MARK_END:
    default:
      g_assert_not_reached ();
    }
}

/* Which of the named scenes the picture is; the others become parts of it. */
static SketchSceneKind
choose_scene (const SketchBrief *brief,
              guint              forced)
{
  guint high_snow = 1u << SKETCH_SCENE_SNOW | 1u << SKETCH_SCENE_MOUNTAINS;

  if (forced != SKETCH_SCENE_NONE)
    return forced;
  if ((brief->scenes & ~(1u << SKETCH_SCENE_SKY)) == high_snow)
    return SKETCH_SCENE_MOUNTAINS;
  for (guint i = SKETCH_SCENE_NONE + 1; i < SKETCH_N_SCENES; i++)
    if (brief->scenes & 1u << i)
      return i;
  /* Weather and light alone are a landscape's, or the sky's own. */
  if (brief->weather & (SKETCH_AURORA | SKETCH_FOG | SKETCH_SNOWFALL))
    return SKETCH_SCENE_MOUNTAINS;
  if (brief->weather & (SKETCH_STORM | SKETCH_RAIN | SKETCH_RAINBOW))
    return SKETCH_SCENE_SEA;
  if (brief->weather != 0 || brief->extras & (SKETCH_MOON | SKETCH_SUN | SKETCH_BIRDS))
    return SKETCH_SCENE_SKY;
  if (brief->extras & SKETCH_AUTUMN)
    return SKETCH_SCENE_FOREST;
  return SKETCH_SCENE_NONE;
}

/* A fitting scene for words that mean nothing here: always the same for the same words. */
static SketchSceneKind
scene_from_hash (guint32 hash)
{
  static const SketchSceneKind choices[] = {
    SKETCH_SCENE_SEA, SKETCH_SCENE_MOUNTAINS, SKETCH_SCENE_FOREST, SKETCH_SCENE_MEADOW, SKETCH_SCENE_LAKE,
    SKETCH_SCENE_DESERT, SKETCH_SCENE_CITY, SKETCH_SCENE_SPACE, SKETCH_SCENE_ABSTRACT, SKETCH_SCENE_SNOW,
  };

  return choices[hash % G_N_ELEMENTS (choices)];
}

static guint32
hash_text (const char *text)
{
  guint32 hash = 2166136261u;

  for (const char *p = text; *p != '\0'; p++)
    hash = (hash ^ (guint8) *p) * 16777619u;
  return sketch_hash ((gint32) hash, 0, 1);
}

static char *
prepare_text (const char *prompt)
{
  g_autofree char *cut = g_strndup (prompt, MAX_PROMPT);
  g_autofree char *valid = g_utf8_make_valid (cut, -1);
  g_autofree char *wide = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_strdown (wide != NULL ? wide : valid, -1);
}

/**
 * sketch_brief_read:
 * @prompt: (nullable): any text
 *
 * At each place of the text the longest word of the table counts, so that
 * "snowy mountain" is not also "mountain" and 星空 is not also 星.
 */
void
sketch_brief_read (SketchBrief *brief,
                   const char  *prompt)
{
  g_autofree char *text = prepare_text (prompt != NULL ? prompt : "");
  gboolean time_is_sure = FALSE;
  guint forced = SKETCH_SCENE_NONE;

  *brief = (SketchBrief) { .hash = hash_text (g_strstrip (text)) };
  for (const char *p = text; *p != '\0';)
    {
      gboolean english = (guchar) *p < 0x80;
      gsize best = 0;
      const Row *row = NULL;

      if (!english || (is_letter (*p) && (p == text || !is_letter (p[-1]))))
        for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
          {
            gsize found = match_list (p, english ? rows[i].english : rows[i].chinese, english);

            if (found > best)
              {
                best = found;
                row = &rows[i];
              }
          }
      for (guint i = 0; row != NULL && i < MAX_MARKS && row->marks[i].kind != MARK_END; i++)
        apply_mark (brief, &row->marks[i], i == 0, &time_is_sure, &forced);
      brief->known += row != NULL;
      p = best > 0 ? p + best : g_utf8_next_char (p);
    }
  brief->scene = choose_scene (brief, forced);
  if (brief->scene == SKETCH_SCENE_NONE)
    brief->scene = scene_from_hash (brief->hash);
}

static guint
count_list (const char *list)
{
  guint n = *list != '\0';

  for (; *list != '\0'; list++)
    n += *list == '|';
  return n;
}

guint
sketch_words_count (gboolean ascii)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    n += count_list (ascii ? rows[i].english : rows[i].chinese);
  return n;
}

const char *
sketch_scene_get_name (SketchSceneKind scene)
{
  static const char *names[SKETCH_N_SCENES] = {
    [SKETCH_SCENE_NONE] = "",
    [SKETCH_SCENE_CITY] = N_("city"),
    [SKETCH_SCENE_LAKE] = N_("lake"),
    [SKETCH_SCENE_SEA] = N_("sea"),
    [SKETCH_SCENE_DESERT] = N_("desert"),
    [SKETCH_SCENE_SNOW] = N_("snow"),
    [SKETCH_SCENE_MEADOW] = N_("meadow"),
    [SKETCH_SCENE_MOUNTAINS] = N_("mountains"),
    [SKETCH_SCENE_FOREST] = N_("forest"),
    [SKETCH_SCENE_SPACE] = N_("space"),
    [SKETCH_SCENE_SKY] = N_("sky"),
    [SKETCH_SCENE_ABSTRACT] = N_("abstract"),
    [SKETCH_SCENE_PAPER] = N_("paper"),
    [SKETCH_SCENE_BACKDROP] = N_("studio backdrop"),
  };

  g_return_val_if_fail (scene > SKETCH_SCENE_NONE && scene < SKETCH_N_SCENES, "");
  return _(names[scene]);
}

/* NULL for %SKETCH_TIME_NONE. */
const char *
sketch_time_get_name (SketchTime time)
{
  static const char *names[SKETCH_N_TIMES] = {
    [SKETCH_TIME_DAWN] = N_("dawn"),
    [SKETCH_TIME_DAY] = N_("day"),
    [SKETCH_TIME_GOLDEN] = N_("golden hour"),
    [SKETCH_TIME_SUNSET] = N_("sunset"),
    [SKETCH_TIME_DUSK] = N_("dusk"),
    [SKETCH_TIME_NIGHT] = N_("night"),
  };

  g_return_val_if_fail (time < SKETCH_N_TIMES, NULL);
  return names[time] != NULL ? _(names[time]) : NULL;
}

/* NULL for %SKETCH_MANNER_NONE. */
const char *
sketch_manner_get_name (SketchManner manner)
{
  static const char *names[SKETCH_N_MANNERS] = {
    [SKETCH_MANNER_WATERCOLOUR] = N_("watercolour"),
    [SKETCH_MANNER_INK] = N_("ink wash"),
    [SKETCH_MANNER_OIL] = N_("oil strokes"),
    [SKETCH_MANNER_CUT_PAPER] = N_("cut paper"),
    [SKETCH_MANNER_DOTS] = N_("dots"),
    [SKETCH_MANNER_PENCIL] = N_("pencil"),
  };

  g_return_val_if_fail (manner < SKETCH_N_MANNERS, NULL);
  return names[manner] != NULL ? _(names[manner]) : NULL;
}
