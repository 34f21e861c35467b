<?php
// Receives webhooks of Dumas with PHP 8 and its extension pdo_sqlite: checks the signature, keeps an event once, drops
// what comes late, and asks for what is missing. Serve it by your web server with TLS; to try it out:
//
//   DUMAS_WEBHOOK_SECRET=whsec_… DUMAS_API=https://dumas.example DUMAS_KEY=dk_… php -S 127.0.0.1:8090 receive.php
//   php receive.php check fixtures.json

declare(strict_types=1);

const TOLERANCE = 300; // seconds; what was signed longer ago may be an old request that somebody sends again
const LARGEST = 1000000;

// $body is the bytes as they came (php://input): never what was decoded and encoded again.
function is_genuine(array $headers, string $body, string $secret, int $now): bool
{
    $id = $headers['webhook-id'] ?? '';
    $sent_at = $headers['webhook-timestamp'] ?? '';
    if (!preg_match('/^[0-9]{1,12}$/D', $sent_at) || abs($now - (int) $sent_at) > TOLERANCE) {
        return false;
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret));
    $wanted = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$sent_at.$body", $key, true));
    // While the secret is being changed there are two signatures; one must fit.
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
        if (hash_equals($wanted, $given)) {
            return true;
        }
    }
    return false;
}

function opened(): PDO
{
    $database = new PDO('sqlite:' . (getenv('DUMAS_STORE') ?: 'events.sqlite'));
    $database->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
    $database->exec('PRAGMA busy_timeout = 10000');
    $database->exec('CREATE TABLE IF NOT EXISTS event (id TEXT PRIMARY KEY, reference TEXT, sequence INTEGER, body TEXT)');
    return $database;
}

// Once this has returned the event is saved, and may be acknowledged.
function take(PDO $database, string $body): void
{
    $event = json_decode($body, true, 64, JSON_THROW_ON_ERROR);
    if ($event['dumastest'] ?? false) {
        error_log("test {$event['type']}"); // somebody tries the subscription out: nothing happened
        return;
    }
    // Of several requests at the same time one comes after the other, so that a complaint's events keep their order.
    // Without COMMIT nothing of it is saved.
    $database->exec('BEGIN IMMEDIATE');
    $kept = [];
    // A gap: ask before going on. Who hears only some types has gaps all the time, and should leave this out.
    if ((int) ($event['sequence'] ?? 0) > last($database, $event) + 1) {
        foreach (from_feed($event['subject']) as $earlier) {
            $kept[] = keep($database, $earlier);
        }
    }
    $kept[] = keep($database, $event);
    $database->exec('COMMIT');
    foreach (array_filter($kept) as $each) { // your own work begins here
        error_log("kept {$each['type']} " . ($each['subject'] ?? '') . ' ' . (int) ($each['sequence'] ?? 0));
    }
}

// The highest number that was seen of the complaint.
function last(PDO $database, array $event): int
{
    $query = $database->prepare('SELECT coalesce(max(sequence), 0) FROM event WHERE reference = ?');
    $query->execute([$event['subject'] ?? null]);
    return (int) $query->fetchColumn();
}

// The event, or null when it is known, or older than what was seen.
function keep(PDO $database, array $event): ?array
{
    $reference = $event['subject'] ?? null;
    $sequence = (int) ($event['sequence'] ?? 0);
    if ($reference !== null && $sequence <= last($database, $event)) {
        return null;
    }
    $insert = $database->prepare('INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?)');
    $insert->execute([$event['id'], $reference, $sequence, json_encode($event, JSON_UNESCAPED_UNICODE)]);
    return $insert->rowCount() ? $event : null;
}

// All events of a complaint, in order. An exception when Dumas cannot be asked: then nothing is acknowledged, and it
// comes again.
function from_feed(string $reference): array
{
    $found = [];
    $asked = ['reference' => $reference];
    $context = stream_context_create(['http' => [
        'header' => 'Authorization: Bearer ' . getenv('DUMAS_KEY'),
        'timeout' => 5,
    ]]);
    do {
        $answer = @file_get_contents(getenv('DUMAS_API') . '/api/v1/events?' . http_build_query($asked), false, $context);
        if ($answer === false) {
            throw new RuntimeException('GET /api/v1/events was not answered');
        }
        $page = json_decode($answer, true, 64, JSON_THROW_ON_ERROR);
        array_push($found, ...$page['events']);
        $asked['after'] = $page['cursor'];
    } while ($page['has_more']);
    return $found;
}

function serve(): int
{
    $missing = array_filter(['DUMAS_WEBHOOK_SECRET', 'DUMAS_API', 'DUMAS_KEY'], fn(string $name) => !getenv($name));
    if ($missing) {
        error_log('not set: ' . implode(', ', $missing));
        return 500; // it comes again
    }
    $body = file_get_contents('php://input', false, null, 0, LARGEST + 1);
    if (strlen($body) > LARGEST) {
        return 413;
    }
    $headers = [];
    foreach (['webhook-id', 'webhook-timestamp', 'webhook-signature'] as $name) {
        $headers[$name] = $_SERVER['HTTP_' . strtoupper(strtr($name, '-', '_'))] ?? '';
    }
    if (!is_genuine($headers, $body, getenv('DUMAS_WEBHOOK_SECRET'), time())) {
        return 401;
    }
    try {
        take(opened(), $body);
    } catch (Throwable $reason) {
        error_log("not saved: {$reason->getMessage()}");
        return 503;
    }
    return 204; // only now, when it is saved
}

// Whether each webhook of /docs/webhooks/fixtures.json is taken or refused as it should be.
function check(string $path): bool
{
    $told = json_decode(file_get_contents($path), true, 64, JSON_THROW_ON_ERROR);
    $right = true;
    foreach ($told['fixtures'] as $fixture) {
        $is_taken = is_genuine($fixture['headers'], $fixture['body'], $told['signing_key'], $told['now']);
        echo $is_taken ? 'taken' : 'refused', ' ', $fixture['name'], "\n";
        $right = $right && $is_taken === $fixture['taken'];
    }
    return $right;
}

if (PHP_SAPI === 'cli') {
    exit(($argv[1] ?? '') === 'check' && check($argv[2]) ? 0 : 1);
}
http_response_code(serve());
