package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void whatRemainsFollowsFromWhatIsDone() {
        assertThat(new Pace(250, 1000, 20).remaining()).isEqualTo(60);
        assertThat(new Pace(250, 1000, 20)).hasToString("250 of 1,000  12.5 a second  1 min 0 s left");
        assertThat(new Pace(0, 1000, 0)).hasToString("0 of 1,000");
    }

    @Test
    void timesHaveTheirTwoLargestUnits() {
        assertThat(Pace.time(59.4)).isEqualTo("59 s");
        assertThat(Pace.time(59.6)).isEqualTo("1 min 0 s");
        assertThat(Pace.time(7510)).isEqualTo("2 h 5 min");
    }
}
