/**
 * C++ source, linked into the binding, that holds back signals while TensorFlow computes.
 *
 * oneDNN's matrix products use a buffer of the heap as their stack: a signal that comes meanwhile is written
 * over what lies before the buffer. So the calling thread blocks signals around `TFE_Execute`, and the
 * threads that TensorFlow starts inherit that. The system gives a signal of the process to another of its
 * threads at once, or to this one after the operation. Signals of a thread's own faults are never blocked.
 */
export const SIGNALS_SOURCE = `#include <pthread.h>
#include <signal.h>
#include <initializer_list>

struct TFE_Op;
struct TFE_Context;
struct TFE_ContextOptions;
struct TFE_TensorHandle;
struct TF_Status;

namespace {
class SignalsBlocked {
  sigset_t before_;

 public:
  SignalsBlocked() {
    sigset_t blocked;
    sigfillset(&blocked);
    for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT}) sigdelset(&blocked, fault);
    pthread_sigmask(SIG_BLOCK, &blocked, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
};
}  // namespace

extern "C" {
void __real_TFE_Execute(TFE_Op*, TFE_TensorHandle**, int*, TF_Status*);
TFE_Context* __real_TFE_NewContext(const TFE_ContextOptions*, TF_Status*);

void __wrap_TFE_Execute(TFE_Op* op, TFE_TensorHandle** results, int* count, TF_Status* status) {
  SignalsBlocked signals;
  __real_TFE_Execute(op, results, count, status);
}

TFE_Context* __wrap_TFE_NewContext(const TFE_ContextOptions* options, TF_Status* status) {
  SignalsBlocked signals;
  return __real_TFE_NewContext(options, status);
}
}
`;
