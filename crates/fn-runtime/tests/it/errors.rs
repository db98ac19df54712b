//! Errors, as AWS tells them.

use serde_json::json;

use crate::api::Function;

#[tokio::test]
async fn an_exception_is_told_with_the_functions_own_frames() {
    let source = "def handler(event, context):\n    raise ValueError(\"x\")\n";
    for played in Function::new(source).event("{}").play().await {
        let file = format!("{}/app.py", played.task);
        let frame = format!("  File \"{file}\", line 2, in handler\n    raise ValueError(\"x\")\n");
        let wanted = json!({
            "errorMessage": "x",
            "errorType": "ValueError",
            "requestId": "id-1",
            "stackTrace": [frame],
        });
        assert_eq!(played.only("invocation/id-1/error"), wanted, "{}", played.version);
        let order: Vec<_> = ["errorMessage", "errorType", "requestId", "stackTrace"]
            .map(|name| String::from_utf8_lossy(&played.posted[0].body).find(name).unwrap())
            .into();
        assert!(order.is_sorted());
        let kind = &played.posted[0].headers["lambda-runtime-function-error-type"];
        assert_eq!(kind, "ValueError");
        let log = format!(
            "[ERROR] ValueError: x\u{fdd0}Traceback (most recent call last):\u{fdd0}\u{a0}\u{a0}File \
             \"{file}\", line 2, in handler\u{fdd0}\u{a0}\u{a0}\u{a0}\u{a0}raise ValueError(\"x\")\n"
        );
        assert_eq!(played.stdout(), log);
    }
}

#[tokio::test]
async fn of_chained_exceptions_the_last_one_is_told_without_marks() {
    let source = "
def inner():
    return {}['key'] + 1
def handler(event, context):
    try:
        inner()
    except KeyError as error:
        if event:
            raise RuntimeError('outer') from error
        raise
";
    for played in Function::new(source).event("1").event("0").play().await {
        let [outer, inner] = [0, 1].map(|index: usize| played.posted[index].json());
        assert_eq!(
            (&outer["errorType"], &outer["errorMessage"]),
            (&json!("RuntimeError"), &json!("outer"))
        );
        assert_eq!(outer["stackTrace"].as_array().unwrap().len(), 1);
        assert_eq!(
            (&inner["errorType"], &inner["errorMessage"]),
            (&json!("KeyError"), &json!("'key'"))
        );
        let frames = [
            format!("  File \"{}/app.py\", line 6, in handler\n    inner()\n", played.task),
            format!(
                "  File \"{}/app.py\", line 3, in inner\n    return {{}}['key'] + 1\n",
                played.task
            ),
        ];
        assert_eq!(inner["stackTrace"], json!(frames), "{}", played.version);
    }
}

#[tokio::test]
async fn strange_exceptions_are_told_too() {
    let source = "
class Mute(Exception):
    def __str__(self):
        raise RuntimeError('no')
HALF = chr(0xd800)
Injected = type('A\\r\\nX-Evil: 1 é', (Exception,), {})
def forever(n):
    return forever(n + 1)
def handler(event, context):
    if event == 1: raise Mute()
    if event == 2: raise Injected('half ' + HALF + '\\nnext é')
    if event == 3: forever(0)
    if event == 4: raise ValueError()
    if event == 5: return handler()
    return 'well'
";
    let function = (1..7).fold(Function::new(source), |all, n| all.event(n.to_string()));
    for played in function.play().await {
        let version = &played.version;
        let context = format!("{version}: {:?} {}", played.posted, played.end.stderr_text());
        assert_eq!(played.posted.len(), 6, "{context}");
        let told: Vec<_> = played.posted.iter().map(crate::api::Posted::lossy).collect();
        assert_eq!(told[0]["errorMessage"], "<exception str() failed>");
        assert_eq!(
            played.posted[1].headers["lambda-runtime-function-error-type"],
            "A??X-Evil:?1??"
        );
        assert!(!played.posted[1].headers.contains_key("x-evil"));
        assert_eq!(told[2]["errorType"], "RecursionError");
        let frames = told[2]["stackTrace"].as_array().unwrap();
        assert!(frames.len() < 10, "{frames:?}");
        assert!(frames.iter().any(|frame| frame.as_str().unwrap().contains("more times]")));
        assert_eq!(
            (&told[3]["errorMessage"], &told[3]["errorType"]),
            (&json!(""), &json!("ValueError"))
        );
        assert_eq!(told[4]["errorType"], "TypeError");
        assert_eq!(told[4]["stackTrace"].as_array().unwrap().len(), 1);
        assert_eq!(told[5], "well");
        assert!(played.stdout().contains("half \\ud800\u{fdd0}next é"), "{context}");
    }
}

#[tokio::test]
async fn what_goes_wrong_in_the_call_itself_has_no_frames() {
    for source in ["def handler():\n    pass\n", "handler = 5\n"] {
        for played in Function::new(source).event("{}").play().await {
            let error = played.only("invocation/id-1/error");
            assert_eq!(error["errorType"], "TypeError");
            assert_eq!(error["stackTrace"], json!([]), "{}", played.version);
        }
    }
}

#[tokio::test]
async fn what_is_no_exception_ends_the_process_and_is_not_told() {
    let check = async |body: &str, code: i32| {
        let source = format!("import os, sys\ndef handler(event, context):\n    {body}\n");
        for played in Function::new(&source).event("{}").event("{}").play().await {
            assert_eq!(played.posted.len(), 0, "{body} on {}", played.version);
            assert_eq!(played.end.code, Some(code), "{body} on {}", played.version);
            assert!(played.stdout().ends_with("last words\n"), "{body} on {}", played.version);
        }
    };
    check("print('last words'); sys.exit()", 0).await;
    check("print('last words'); sys.exit(7)", 7).await;
    check("print('last words'); raise GeneratorExit", 1).await;
    check("print('last words'); os._exit(3)", 3).await;
}

#[tokio::test]
async fn a_function_that_cannot_be_loaded_is_told_once_and_ends() {
    let check = async |function: Function, kind: &str, message: &str, trace: &[&str]| {
        for played in function.play().await {
            let trace: Vec<_> =
                trace.iter().map(|line| line.replace("TASK", &played.task)).collect();
            let message = message.replace("TASK", &played.task);
            let wanted = json!({
                "errorMessage": message,
                "errorType": kind,
                "requestId": "",
                "stackTrace": trace,
            });
            assert_eq!(played.only("init/error"), wanted, "{}", played.version);
            assert_eq!(played.posted[0].headers["lambda-runtime-function-error-type"], kind);
            assert_eq!(played.end.code, Some(1));
            let lines: Vec<_> = ["Traceback (most recent call last):".to_owned()]
                .into_iter()
                .chain(trace.iter().flat_map(|frame| frame.lines().map(indented)))
                .collect();
            let log = format!("[ERROR] {kind}: {message}\u{fdd0}{}\n", lines.join("\u{fdd0}"));
            assert_eq!(played.stdout(), log, "{}", played.version);
        }
    };
    let handler = |name: &str| Function::new("x = 1\n").handler(name);
    let import = "Runtime.ImportModuleError";
    check(
        Function::new("import x\n"),
        import,
        "Unable to import module 'app': No module named 'x'",
        &[],
    )
    .await;
    let message = "Unable to import module 'other': No module named 'other'";
    check(handler("other.handler"), import, message, &[]).await;
    let message = "Unable to import module 'dir/app': No module named 'dir'";
    check(handler("dir/app.handler"), import, message, &[]).await;
    let message = "Handler 'handler' missing on module 'app'";
    check(handler("app.handler"), "Runtime.HandlerNotFound", message, &[]).await;
    let message = "Bad handler 'app': not enough values to unpack (expected 2, got 1)";
    check(handler("app"), "Runtime.MalformedHandlerName", message, &[]).await;
    let message = "Cannot use built-in module time as a handler module";
    check(handler("time.sleep"), "Runtime.BuiltInModuleConflict", message, &[]).await;
    check(
        Function::new("def handler(event, context):\n    return 1 +\n"),
        "Runtime.UserCodeSyntaxError",
        "Syntax error in module 'app': invalid syntax (app.py, line 2)",
        &["  File \"TASK/app.py\" Line 2\n        return 1 +\n"],
    )
    .await;
}

#[tokio::test]
async fn an_exception_of_the_init_is_told_with_its_frames() {
    let source = "def begin():\n    raise OSError('no disk')\nbegin()\n";
    for played in Function::new(source).play().await {
        let error = played.only("init/error");
        assert_eq!(
            (&error["errorType"], &error["errorMessage"]),
            (&json!("OSError"), &json!("no disk"))
        );
        let frames: Vec<_> =
            error["stackTrace"].as_array().unwrap().iter().map(|at| at.as_str().unwrap()).collect();
        assert!(frames.iter().all(|frame| !frame.contains("bootstrap.py")), "{frames:?}");
        let own = [
            format!("  File \"{}/app.py\", line 3, in <module>\n    begin()\n", played.task),
            format!(
                "  File \"{}/app.py\", line 2, in begin\n    raise OSError('no disk')\n",
                played.task
            ),
        ];
        assert_eq!(frames[frames.len() - 2..], own, "{}", played.version);
    }
}

#[tokio::test]
async fn an_init_that_exits_says_nothing() {
    for played in Function::new("raise SystemExit(9)\n").event("{}").play().await {
        assert_eq!((played.posted.len(), played.end.code), (0, Some(9)), "{}", played.version);
    }
}

/// As the client indents the lines of a trace.
fn indented(line: &str) -> String {
    let text = line.trim_start_matches(' ');
    "\u{a0}".repeat(line.len() - text.len()) + text
}
