package ai.vivace.schedule;

import ai.vivace.base.InputException;
import java.util.List;

/** Schedules one after the other. */
record Combined(List<Double> portions, List<? extends Schedule> schedules) implements Schedule {
    private static final double ROUNDING = 1e-9;

    Combined {
        portions = List.copyOf(portions);
        schedules = List.copyOf(schedules);
        int pieces = portions.size();
        int given = schedules.size();
        InputException.require(
                pieces == given && pieces > 0,
                () -> "Each schedule needs its portion, but there were " + given + " schedules and " + pieces
                        + " portions.");
        double sum = portions.stream().mapToDouble(portion -> portion).sum();
        String text = portions.toString();
        InputException.require(
                Math.abs(sum - 1) < ROUNDING && portions.stream().allMatch(portion -> portion > 0),
                () -> "Portions of a schedule must be positive with the sum 1, but " + text + " have the sum " + sum
                        + ".");
    }

    @Override
    public double at(double progress) {
        double start = 0;
        int last = portions.size() - 1;
        for (int i = 0; i < last; i++) {
            double end = start + portions.get(i);
            if (progress < end) {
                return schedules.get(i).at((progress - start) / portions.get(i));
            }
            start = end;
        }
        return schedules.get(last).at((progress - start) / portions.get(last));
    }
}
