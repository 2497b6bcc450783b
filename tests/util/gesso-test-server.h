/* gesso-test-server.h - real servers on loopback, well and ill behaved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * GessoTestServer:
 *
 * A SoupServer with its own worker and main context. Every request is recorded.
 */
typedef struct _GessoTestServer GessoTestServer;

/** Answers one request; called on the server's worker. */
typedef void (*GessoTestHandler) (SoupServerMessage *message, gpointer user_data);

/** @certificate: (nullable): for https */
GessoTestServer *gesso_test_server_new       (GTlsCertificate *certificate);
void             gesso_test_server_free      (GessoTestServer *self);

/** From now on @path is answered by @handler, "*" is every path without one; else the answer is 404. */
void             gesso_test_server_add       (GessoTestServer *self, const char *path, GessoTestHandler handler,
                                              gpointer user_data);
/** From now on @path is answered with these. @header: (nullable): one more header */
void             gesso_test_server_add_reply (GessoTestServer *self, const char *path, guint status,
                                              const char *content_type, const char *body, gssize length,
                                              const char *header, const char *value);

guint            gesso_test_server_get_port  (GessoTestServer *self);
/** "http://127.0.0.1:PORT" and @path, or "https://localhost:PORT". Returns: (transfer full) */
char            *gesso_test_server_dup_url   (GessoTestServer *self, const char *path);

/** How many requests came; @path: (nullable): to one path only */
guint            gesso_test_server_count     (GessoTestServer *self, const char *path);
/** From how many connections they came. */
guint            gesso_test_server_count_connections (GessoTestServer *self);
/** Seconds of processor time of the worker. */
double           gesso_test_server_get_cpu   (GessoTestServer *self);
/** Every line, header and body that was received. Returns: (transfer full) */
char            *gesso_test_server_dup_log   (GessoTestServer *self);
/** The same without what came so far. */
void             gesso_test_server_clear_log (GessoTestServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoTestServer, gesso_test_server_free)

/** What a raw server does after its bytes. */
typedef enum
{
  GESSO_TEST_RAW_CLOSE,
  GESSO_TEST_RAW_RESET,
  GESSO_TEST_RAW_HOLD,
  GESSO_TEST_RAW_STALL, /* accepts, and not even reads */
} GessoTestRawEnd;

/**
 * GessoTestRaw:
 *
 * Takes connections one after the other, reads the head of a request, writes
 * given bytes whatever they are, and ends as told.
 */
typedef struct _GessoTestRaw GessoTestRaw;

/** @bytes: kept by the caller */
GessoTestRaw    *gesso_test_raw_new          (const char *bytes, gssize length, GessoTestRawEnd end);
void             gesso_test_raw_free         (GessoTestRaw *self);
guint            gesso_test_raw_get_port     (GessoTestRaw *self);
/** "http://127.0.0.1:PORT/". Returns: (transfer full) */
char            *gesso_test_raw_dup_url      (GessoTestRaw *self);
/** How many connections were taken. */
guint            gesso_test_raw_count        (GessoTestRaw *self);
/** The heads that were received. Returns: (transfer full) */
char            *gesso_test_raw_dup_log      (GessoTestRaw *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoTestRaw, gesso_test_raw_free)

G_END_DECLS
