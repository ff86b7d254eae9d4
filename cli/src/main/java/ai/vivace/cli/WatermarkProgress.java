package ai.vivace.cli;

import ai.vivace.watermark.batch.BatchListener;
import ai.vivace.watermark.batch.Pace;
import ai.vivace.watermark.batch.PictureOutcome;
import java.util.function.LongSupplier;

/** Shows on a terminal how far a batch is, how fast it goes and how long it will take, redrawn a few times each second; elsewhere nothing. */
final class WatermarkProgress implements BatchListener, AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000;

    private final Console console;
    private final LongSupplier clock;
    private final long start;
    private long drawn;

    WatermarkProgress(Console console, LongSupplier nanoClock) {
        this.console = console;
        this.clock = nanoClock;
        start = nanoClock.getAsLong();
        drawn = start;
    }

    @Override
    public void ended(int done, int all, PictureOutcome outcome) {
        long now = clock.getAsLong();
        if (now - drawn > REDRAW_NANOS) {
            drawn = now;
            console.live(new Pace(done, all, (now - start) / 1e9).toString());
        }
    }

    @Override
    public void close() {
        console.clearLive();
    }
}
