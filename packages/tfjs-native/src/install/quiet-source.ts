/**
 * C++ source of a second, tiny addon that silences TensorFlow; it must be loaded before the binding.
 *
 * TensorFlow 2.21 logs while its library is being loaded, before its log level can be set, and only its
 * Python package sets that at all. The addon loads the library with standard error closed, then sets the
 * level to `TF_CPP_MIN_LOG_LEVEL` (0 info, 1 warnings, 2 errors). At level 0 it does nothing; its failures
 * are left for the binding to report.
 */
export const QUIET_SOURCE = `#include <dlfcn.h>
#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>
#include <cstdlib>
#include <string>

static void* load_silently(const char* library) {
  int saved = dup(2), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (saved >= 0 && nowhere >= 0) dup2(nowhere, 2);
  void* handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
  if (saved >= 0 && nowhere >= 0) dup2(saved, 2);
  if (saved >= 0) close(saved);
  if (nowhere >= 0) close(nowhere);
  return handle;
}

extern "C" napi_value napi_register_module_v1(napi_env, napi_value exports) {
  const char* text = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  const int level = text ? std::atoi(text) : 0;
  Dl_info self;
  if (level < 1 || !dladdr(reinterpret_cast<void*>(&load_silently), &self)) return exports;
  std::string folder(self.dli_fname);
  folder.resize(folder.rfind('/') + 1);
  void* handle = load_silently((folder + "../../deps/lib/libtensorflow_framework.so.2").c_str());
  void* symbol = handle ? dlsym(handle, "_ZN4absl12lts_2025081414SetMinLogLevelENS0_18LogSeverityAtLeastE") : nullptr;
  if (symbol) reinterpret_cast<void (*)(int)>(symbol)(level);
  return exports;
}
`;
