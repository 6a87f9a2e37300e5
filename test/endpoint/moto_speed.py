"""Makes moto compute once what it computes at every request: a parser for every path of a state machine, a client for every call
of a function, a walk through its own folder for every request, a line of log. 300 actors take 25 s instead of 110. Import it
before the server starts."""
import functools
import logging
import threading

import moto.backends
import moto.stepfunctions.parser.asl.component.common.path.result_path as result_path
import moto.stepfunctions.parser.asl.component.state.exec.state_task.lambda_eval_utils as lambda_calls
import moto.stepfunctions.parser.asl.utils.json_path as json_path

logging.getLogger('werkzeug').setLevel(logging.WARNING)

for module in (json_path, result_path):
    module.parse = functools.lru_cache(maxsize=None)(module.parse)

modules = list(moto.backends.list_of_moto_modules())
moto.backends.list_of_moto_modules = lambda: modules

lock, clients = threading.Lock(), {}
make_client = lambda_calls.boto_client_for


def client_kept(region, service, state_credentials=None):
    with lock:
        if (region, service) not in clients:
            clients[region, service] = make_client(region=region, service=service, state_credentials=state_credentials)
        return clients[region, service]


lambda_calls.boto_client_for = client_kept
