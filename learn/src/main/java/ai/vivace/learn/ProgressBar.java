package ai.vivace.learn;

import ai.vivace.plot.TerminalStyle;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how training goes: on a terminal a bar that moves and then makes place for the epoch's line; elsewhere only a line for
 * each epoch.
 */
public final class ProgressBar implements Callback {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int WIDEST_BAR = 30;

    /** Wider lines are hard to follow. */
    private static final int WIDEST_LINE = 79;

    private final PrintWriter out;
    private final boolean live;
    private final boolean unicode;

    /** One less than the terminal has: a line that fills the last column wraps, and cannot be drawn over. */
    private final int width;

    private final LongSupplier clock;
    private HistoryTable table = new HistoryTable(List.of());
    private int firstBatch;
    private long epochStart;
    private long lastDrawn;
    private boolean drawn;

    private ProgressBar(PrintWriter out, boolean live, boolean unicode, int width, LongSupplier clock) {
        this.out = out;
        this.live = live;
        this.unicode = unicode;
        this.width = width;
        this.clock = clock;
    }

    /** A moving bar, for a terminal that can overwrite its line; on a narrow one the bar is short, and then the text is. */
    public static ProgressBar live(PrintWriter terminal, TerminalStyle style) {
        return live(terminal, style, System::nanoTime);
    }

    static ProgressBar live(PrintWriter terminal, TerminalStyle style, LongSupplier nanoClock) {
        return new ProgressBar(
                terminal,
                true,
                style.glyphs() == TerminalStyle.Glyphs.UNICODE,
                Math.min(WIDEST_LINE, style.columns() - 1),
                nanoClock);
    }

    /** A line for each epoch, for files and pipes. */
    public static ProgressBar lines(PrintWriter out) {
        return new ProgressBar(out, false, false, WIDEST_LINE, System::nanoTime);
    }

    @Override
    public Phase phase() {
        return Phase.REPORT;
    }

    @Override
    public void beforeFit(FitContext fit) {
        table = new HistoryTable(fit.learner().metricNames());
        line(table.header());
    }

    @Override
    public Signal beforeEpoch(FitContext fit) {
        firstBatch = fit.batch();
        epochStart = clock.getAsLong();
        lastDrawn = epochStart;
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        if (live) {
            long now = clock.getAsLong();
            if (now - lastDrawn > REDRAW_NANOS) {
                lastDrawn = now;
                draw(batch.fit(), now);
            }
        }
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        erase();
        List<EpochRow> rows = fit.learner().history().epochs();
        line(table.row(rows.get(rows.size() - 1)));
        return Signal.CONTINUE;
    }

    @Override
    public void close(FitContext fit) {
        erase();
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }

    private void draw(FitContext fit, long now) {
        double done = (fit.batch() + 1.0) / fit.batchesPerEpoch();
        double perSecond = (fit.batch() + 1 - firstBatch) / ((now - epochStart) / 1e9);
        List<StepRow> steps = fit.learner().history().steps();
        double loss = steps.isEmpty() ? Double.NaN : steps.get(steps.size() - 1).smoothedLoss();
        String text = String.format(
                Locale.ROOT,
                " %3.0f%%  epoch %d/%d  loss %.4f  %.1f batches/s  %.0f s left",
                100 * done,
                fit.epoch() + 1,
                fit.epochs(),
                loss,
                perSecond,
                (fit.batchesPerEpoch() - fit.batch() - 1) / perSecond);
        String line = bar(done, Math.min(WIDEST_BAR, width - text.length())) + text;
        out.print("\r" + line.substring(0, Math.min(width, line.length())) + "\u001b[K");
        out.flush();
        drawn = true;
    }

    private String bar(double done, int width) {
        int full = (int) Math.round(done * Math.max(0, width));
        return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : "-").repeat(Math.max(0, width) - full);
    }

    private void erase() {
        if (drawn) {
            out.print("\r\u001b[K");
            out.flush();
            drawn = false;
        }
    }
}
