<?php
// What was asked for is written down, with the status of the answer.
register_shutdown_function(function () {
    file_put_contents(getenv('ASKED_FOR'), http_response_code() . ' ' . $_SERVER['REQUEST_URI'] . "\n", FILE_APPEND | LOCK_EX);
});
// Files and scripts are served as they are; the front page is the wiki's.
if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) !== '/') {
    return false;
}
$_SERVER['SCRIPT_NAME'] = '/' . getenv('WIKI');
require $_SERVER['DOCUMENT_ROOT'] . '/' . getenv('WIKI');
