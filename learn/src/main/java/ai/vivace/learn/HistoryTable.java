package ai.vivace.learn;

import java.util.List;
import java.util.Locale;

/** The history as aligned text, line by line, so that it can be printed while training goes. */
final class HistoryTable {
    private static final int WIDTH = 11;

    String header(List<String> metrics) {
        StringBuilder line = new StringBuilder(String.format("%5s", "epoch"));
        line.append(cell("train_loss")).append(cell("valid_loss"));
        metrics.forEach(name -> line.append(cell(name)));
        return line.append(String.format("%8s", "time")).toString();
    }

    String row(EpochRow row, List<String> metrics) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%5d", row.epoch()));
        line.append(cell(number(row.trainLoss())));
        Evaluation evaluation = row.evaluation();
        line.append(cell(evaluation == null ? "" : number(evaluation.loss())));
        for (String name : metrics) {
            line.append(cell(
                    evaluation == null
                            ? ""
                            : evaluation.metric(name).map(HistoryTable::number).orElse("")));
        }
        long seconds = Math.round(row.seconds());
        return line.append(String.format("%8s", String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)))
                .toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String cell(String text) {
        return "  " + String.format("%" + WIDTH + "s", text);
    }
}
