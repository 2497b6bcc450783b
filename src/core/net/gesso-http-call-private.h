/* gesso-http-call-private.h - what the files of a call share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "gesso-error.h"
#include "gesso-http-body.h"
#include "gesso-http.h"

G_BEGIN_DECLS

typedef struct
{
  /* input */
  SoupSession *session;      /* (owned) */
  GessoHttpRequest *request; /* (owned) */
  char *key;                 /* (owned) (nullable): wiped when freed */
  char **key_hosts;          /* (owned) (nullable) */
  gboolean local;
  GessoHttpTimeouts timeouts;
  GessoHttpProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  GCancellable *artist; /* (owned) (nullable) */

  /* in progress */
  SoupMessage *message;    /* (owned) (nullable) */
  GInputStream *stream;    /* (owned) (nullable) */
  GTask *task;             /* (owned) (nullable): keeps itself until the end */
  GCancellable *own;       /* (owned): ends the call */
  GCancellable *transport; /* (owned): what libsoup obeys, behind that */
  GSource *watch;          /* (owned) (nullable): of own */
  gulong artist_handler;
  guint timer;
  guint total_timer;
  guint redirects;
  gint64 body_size;
  gint64 received_total;
  gboolean rerouted; /* the stand-in is on this machine */
  gboolean proxied;  /* the other end of the connection is a proxy */
  gboolean spilling; /* a worker has the body */
  gboolean started;  /* the service, not only a proxy, was reached */
  GessoError reason; /* why own was cancelled by us */
  char *reason_text; /* (owned) (nullable) */
  GessoSse *sse; /* (owned) (nullable) */
  gint64 began;

  /* output */
  GessoHttpBody *body; /* (owned) (nullable) */
  GessoHttpTrace trace;
} GessoHttpCall;

void     gesso_http_call_restart_timer     (GessoHttpCall *call, double seconds);
void     gesso_http_call_tell_progress     (GessoHttpCall *call);

/* A weak reference for libsoup, worth nothing once the call has ended. */
gpointer gesso_http_call_make_ticket       (GTask *task);
/* Returns: (transfer full) (nullable) */
GTask   *gesso_http_call_redeem_ticket     (gpointer ticket);

/* The ends of a call. @cause: (nullable): for a call that was stopped */
void     gesso_http_call_return_failure    (GTask *task, const GError *cause);
void     gesso_http_call_return_sentence   (GTask *task, GessoError class, const char *sentence);
void     gesso_http_call_return_answer     (GTask *task);
/* A status that says what is wrong is worth more than the end of its explanation. */
void     gesso_http_call_return_cut_answer (GTask *task, const GError *cause);

/* Makes ready to take the body that the headers announce; FALSE when it is announced too large. */
gboolean gesso_http_call_prepare_body      (GessoHttpCall *call);
/* Reads it to its end, and ends the call. */
void     gesso_http_call_read              (GTask *task);

G_END_DECLS
