//! Context, environment, search path, logs, and functions that disturb their own process.

use serde_json::json;

use crate::api::{Function, Played};

#[tokio::test]
async fn the_context_has_every_field() {
    let source = "
import os
def handler(event, context):
    client = context.client_context
    return {
        'id': context.aws_request_id, 'arn': context.invoked_function_arn,
        'name': context.function_name, 'version': context.function_version,
        'memory': context.memory_limit_in_mb, 'group': context.log_group_name,
        'stream': context.log_stream_name, 'tenant': context.tenant_id,
        'left': context.get_remaining_time_in_millis(),
        'identity': [context.identity.cognito_identity_id,
                     context.identity.cognito_identity_pool_id],
        'client': client and [client.custom, client.env, client.client and client.client.app_title],
        'trace': os.environ.get('_X_AMZN_TRACE_ID'),
        'text': str(context),
    }
";
    let client = r#"{"custom":{"é":1},"client":{"app_title":"t"}}"#;
    let identity = r#"{"cognitoIdentityId":"i","cognitoIdentityPoolId":"p"}"#;
    let headers = [
        ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:r:a:function:f:live"),
        ("Lambda-Runtime-Deadline-Ms", "99999999999999"),
        ("Lambda-Runtime-Client-Context", client),
        ("Lambda-Runtime-Cognito-Identity", identity),
        ("Lambda-Runtime-Trace-Id", "Root=1-2-3"),
    ];
    let function = Function::new(source)
        .env("AWS_LAMBDA_FUNCTION_NAME", "f")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "7")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
        .env("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/f")
        .env("AWS_LAMBDA_LOG_STREAM_NAME", "s")
        .event_with(&headers, "{}")
        .event_with(&[("Lambda-Runtime-Deadline-Ms", "1")], "{}")
        .event_with(&[("Lambda-Runtime-Client-Context", "{")], "{}");
    for played in function.play().await {
        let full = played.posted[0].json();
        let check = |name: &str, wanted: serde_json::Value| {
            assert_eq!(full[name], wanted, "{name} on {}", played.version);
        };
        check("id", json!("id-1"));
        check("arn", json!("arn:aws:lambda:r:a:function:f:live"));
        check("name", json!("f"));
        check("version", json!("7"));
        check("memory", json!("128"));
        check("group", json!("/aws/lambda/f"));
        check("stream", json!("s"));
        check("tenant", json!(null));
        check("identity", json!(["i", "p"]));
        check("client", json!([{"é": 1}, null, "t"]));
        check("trace", json!("Root=1-2-3"));
        assert!(full["left"].as_u64().unwrap() > 1_000_000_000);
        let bare = played.posted[1].json();
        assert_eq!(
            (&bare["left"], &bare["client"], &bare["trace"]),
            (&json!(0), &json!(null), &json!(null))
        );
        assert_eq!(bare["identity"], json!([null, null]));
        let text = "LambdaContext([aws_request_id=id-2,log_group_name=/aws/lambda/f,\
            log_stream_name=s,function_name=f,memory_limit_in_mb=128,function_version=7,\
            invoked_function_arn=None,client_context=None,identity=CognitoIdentity([\
            cognito_identity_id=None,cognito_identity_pool_id=None]),tenant_id=None])";
        assert_eq!(bare["text"], text);
        let bad = played.posted[2].json();
        assert_eq!(bad["errorType"], "Runtime.LambdaContextUnmarshalError");
        assert_eq!(bad["errorMessage"], "Unable to parse Client Context JSON");
    }
}

#[tokio::test]
async fn modules_are_found_in_the_package_first_and_on_the_platform_last() {
    let source = "
import os, sys, beside, extra, provided, bootstrap
def handler(event, context):
    layers = '/opt/python/lib/python%d.%d/site-packages' % sys.version_info[:2]
    return [sys.path[0] == os.environ['LAMBDA_TASK_ROOT'], sys.path[1:3] == [layers, '/opt/python'],
            sys.path[-2:], os.getcwd(), beside.NAME, extra.NAME, provided.NAME, bootstrap.NAME]
";
    let function = Function::default()
        .handler("dir/app.handler")
        .file("dir/app.py", source)
        .file("beside.py", "NAME = 'beside'")
        .file("more/extra.py", "NAME = 'extra'")
        .file("it.pth", "more\n")
        .file("bootstrap.py", "NAME = 'own'")
        .event("{}");
    for played in function.play().await {
        let task = &played.task;
        let site = task.replace("/task", "/runtime/site");
        let last = [site, format!("{task}/more")];
        let names = ["beside", "extra", "of the platform", "own"];
        let wanted = json!([true, true, last, task, names[0], names[1], names[2], names[3]]);
        assert_eq!(played.only("response"), wanted, "{}", played.version);
    }
}

#[tokio::test]
async fn what_the_package_brings_wins_over_the_platform() {
    let source = "import provided\ndef handler(e, c):\n    return provided.NAME\n";
    let function = Function::new(source).file("provided.py", "NAME = 'of the package'");
    for played in function.event("{}").play().await {
        assert_eq!(played.only("response"), json!("of the package"), "{}", played.version);
    }
}

/// `[LEVEL]\tTIME\tREQUEST\tMESSAGE` with the time taken out.
fn records(played: &Played) -> Vec<String> {
    let check = |time: &str| {
        let (date, rest) = time.split_once('T').unwrap();
        let (clock, millis) = rest.strip_suffix('Z').unwrap().split_once('.').unwrap();
        assert!(
            date.len() == 10 && clock.len() == 8 && millis.parse::<u16>().unwrap() < 1000,
            "{time}"
        );
    };
    let lines = played.stdout();
    lines
        .lines()
        .map(|line| {
            let mut parts = line.splitn(3, '\t');
            let (level, time) = (parts.next().unwrap(), parts.next().unwrap_or_default());
            if time.is_empty() {
                return level.to_owned();
            }
            check(time);
            format!("{level}|{}", parts.next().unwrap())
        })
        .collect()
}

#[tokio::test]
async fn log_records_have_the_form_of_aws_from_the_first_on() {
    let source = "
import logging
logging.warning('while loading')
logging.basicConfig(format='own: %(message)s')
logger = logging.getLogger()
logger.setLevel('INFO')
def handler(event, context):
    logger.info('hello %s', event)
    logger.debug('not this')
    try:
        1 / 0
    except ZeroDivisionError:
        logging.getLogger('named').exception('two\\nlines')
";
    for played in Function::new(source).event("1").event("2").play().await {
        let trace = format!(
            "two\u{fdd0}lines\u{fdd0}Traceback (most recent call last):\u{fdd0}  File \"{}/app.py\", line 11, in handler",
            played.task
        );
        let records = records(&played);
        assert_eq!(records[..2], ["[WARNING]|\twhile loading", "[INFO]|id-1\thello 1"]);
        assert!(records[2].starts_with(&format!("[ERROR]|id-1\t{trace}")), "{records:?}");
        assert_eq!(records[3], "[INFO]|id-2\thello 2");
        assert_eq!(records.len(), 5, "{}: {records:?}", played.version);
    }
}

#[tokio::test]
async fn logging_that_is_first_imported_in_the_handler_has_that_form_too() {
    let source = "
import sys
assert 'logging' not in sys.modules, 'the client is slow to start'
def handler(event, context):
    import logging, logging.handlers, inspect
    logging.error('late')
    return [logging.__name__, len(logging.getLogger().handlers), type(logging.__loader__).__name__,
            inspect.getsource(logging.Logger)[:13], [str(it) for it in sys.meta_path if 'LoggingWatch' in str(it)]]
";
    for played in Function::new(source).event("1").event("2").play().await {
        assert_eq!(records(&played), ["[ERROR]|id-1\tlate", "[ERROR]|id-2\tlate"]);
        let wanted = json!(["logging", 1, "SourceFileLoader", "class Logger(", []]);
        for post in &played.posted {
            assert_eq!(post.json(), wanted, "{}", played.version);
        }
    }
}

#[tokio::test]
async fn what_is_printed_leaves_before_the_answer_and_in_its_order() {
    let source = "
import os, sys
print('loaded')
def handler(event, context):
    os.write(1, b'+')
    print('one', 'ünicode', end='|')
    if event == 'die':
        print('a line')
        os.kill(os.getpid(), 9)
    context.log('two')
    if event == 'fail':
        raise ValueError('x')
";
    let function = Function::new(source).event("1").event("\"fail\"").event("\"die\"");
    for played in function.play().await {
        let said = played.stdout();
        let (first, rest) = said.split_once("[ERROR]").unwrap();
        assert_eq!(first, "loaded\n+one ünicode|two+one ünicode|two", "{}", played.version);
        assert!(rest.ends_with("('x')\n+one ünicode|a line\n"), "{rest}");
        assert_eq!(played.end.code, None);
    }
}

#[tokio::test]
async fn a_function_may_take_away_its_streams_and_is_served_on() {
    let source = "
import io, sys
def handler(event, context):
    if event == 1: sys.stdout = sys.stderr = None
    if event == 2: sys.stdout = io.StringIO(); print('swallowed')
    if event == 3: sys.stdout.close()
    if event == 4: raise ValueError('loud')
    if event == 5: sys.__stdout__.close()
    return event
";
    let function = (1..7).fold(Function::new(source), |all, n| all.event(n.to_string()));
    for played in function.play().await {
        let told: Vec<_> =
            played.posted.iter().map(|post| post.json()["errorType"].clone()).collect();
        let wanted =
            [json!(null), json!(null), json!(null), json!("ValueError"), json!(null), json!(null)];
        assert_eq!(told, wanted, "{}: {}", played.version, played.end.stderr_text());
        assert!(
            played.stdout().starts_with("[ERROR] ValueError: loud\u{fdd0}"),
            "{}",
            played.stdout()
        );
    }
}

#[tokio::test]
async fn a_function_that_closes_every_descriptor_is_served_on() {
    let source = "
import os, select, socket
def handler(event, context):
    if event == 1:
        os.closerange(3, 100)
    if event == 2:
        os.closerange(3, 100)
        global files
        files = [*socket.socketpair(), open('mine', 'w+')]
    if event == 3:
        # Nothing of ours went where our number leads to now.
        return [files[2].seek(0, 2), select.select(files[:2], [], [], 0)[0]]
    if event == 4:
        socket.setdefaulttimeout(0.001)
        os.closerange(0, 100)
    return event
";
    let function = (1..6).fold(Function::new(source), |all, n| all.event(n.to_string()));
    for played in function.play().await {
        let answers: Vec<_> = played.posted.iter().map(crate::api::Posted::json).collect();
        let wanted = [json!(1), json!(2), json!([0, []]), json!(4), json!(5)];
        assert_eq!(answers, wanted, "{}: {}", played.version, played.end.stderr_text());
        assert_eq!(played.connections, 4);
    }
}

#[tokio::test]
async fn only_what_is_needed_is_loaded_at_start() {
    let source = "
import sys
LOADED = [name for name in ('logging', 'traceback', 'socket', 'asyncio', 'http', 'typing',
                            'threading', 'decimal', 'selectors') if name in sys.modules]
def handler(event, context):
    return LOADED
";
    for played in Function::new(source).event("1").play().await {
        assert_eq!(played.only("response"), json!([]), "{}", played.version);
    }
}

#[tokio::test]
async fn variables_of_python_and_of_the_locale_are_the_functions_own_matter() {
    let source = "
import sys, mine
def handler(event, context):
    print('ünicode')
    return [mine.NAME, sys.flags.optimize, sys.stdout.encoding]
";
    for locale in ["C", "en_US.UTF-8", "no_SUCH", ""] {
        let function = Function::new(source)
            .file("lib/mine.py", "NAME = 'mine'")
            .env("PYTHONPATH", "$TASK/lib")
            .env("PYTHONOPTIMIZE", "1")
            .env("LANG", locale)
            .event("1");
        for played in function.play().await {
            assert_eq!(played.only("response"), json!(["mine", 1, "utf-8"]), "{}", played.version);
            assert_eq!(played.stdout(), "ünicode\n");
        }
    }
}
