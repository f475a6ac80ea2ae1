<?php
// What was asked for is written down, with the status of the answer.
register_shutdown_function(function () {
    file_put_contents(getenv('ASKED_FOR'), http_response_code() . ' ' . $_SERVER['REQUEST_URI'] . "\n", FILE_APPEND | LOCK_EX);
});
// Files are served as they are; everything else is WordPress's.
$path = $_SERVER['DOCUMENT_ROOT'] . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($path) && substr($path, -4) !== '.php') {
    return false;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
