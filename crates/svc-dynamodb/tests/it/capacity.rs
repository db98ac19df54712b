use svc_dynamodb::capacity::{
    Consistency, PAGE_SIZE_MAX, Page, Room, TableTotals, read_units, write_units,
};

#[test]
fn reads_are_billed_by_four_kilobytes_and_consistency() {
    let check = |bytes: usize, eventual: f64, strong: f64| {
        let units = |consistency| read_units(bytes, consistency).as_f64().to_string();
        assert_eq!(units(Consistency::Eventual), eventual.to_string(), "{bytes} eventual");
        assert_eq!(units(Consistency::Strong), strong.to_string(), "{bytes} strong");
        assert_eq!(units(Consistency::Transactional), (2.0 * strong).to_string(), "{bytes}");
    };
    check(0, 0.5, 1.0);
    check(1, 0.5, 1.0);
    check(4096, 0.5, 1.0);
    check(4097, 1.0, 2.0);
    check(1024 * 1024, 128.0, 256.0);
}

#[test]
fn writes_are_billed_by_the_kilobyte_of_the_larger_item() {
    let check = |before: usize, after: usize, units: f64| {
        assert_eq!(write_units(before, after).as_f64().to_string(), units.to_string());
    };
    check(0, 0, 1.0);
    check(0, 1024, 1.0);
    check(0, 1025, 2.0);
    check(5000, 10, 5.0);
}

#[test]
fn a_page_ends_at_one_megabyte_or_the_limit() {
    let mut page = Page::new(None);
    let item = 300 * 1024;
    assert_eq!(
        [(); 4].map(|()| page.take(item)),
        [Room::Taken, Room::Taken, Room::Taken, Room::Full]
    );
    assert_eq!((page.evaluated(), page.bytes()), (3, 3 * item));
    assert!(!page.limit_reached());
    let mut page = Page::new(None);
    assert_eq!(page.take(PAGE_SIZE_MAX), Room::Taken);
    assert_eq!(page.take(1), Room::Full);
    let mut page = Page::new(Some(2));
    assert_eq!([(); 3].map(|()| page.take(1)), [Room::Taken, Room::Taken, Room::Full]);
    assert!(page.limit_reached());
}

#[test]
fn a_batch_adds_up_table_by_table() {
    let mut totals = TableTotals::default();
    totals.add("b", write_units(0, 10));
    totals.add("a", read_units(10, Consistency::Eventual));
    totals.add("a", read_units(5000, Consistency::Eventual));
    let listed: Vec<_> =
        totals.iter().map(|(table, units)| format!("{table} {}", units.as_f64())).collect();
    assert_eq!(listed, ["a 1.5", "b 1"]);
}
